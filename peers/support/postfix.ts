/** A real Postfix with a folder, a port and a queue of its own. It must be started as root, as Postfix always must. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../server/test/support/varde.ts'

export type Postfix = {
  url: string
  log(): Promise<string>
  close(): Promise<void>
}

/** @param domains whose mail goes on to a port of this machine; @param own the domain that it delivers for itself, to nobody */
export async function openPostfix({
  domains,
  own,
}: {
  domains: Record<string, number>
  own: string
}): Promise<Postfix> {
  if (!existsSync('/usr/sbin/postfix'))
    throw new Error('Postfix is not installed here. Install it as root: apt-get install postfix')
  if (process.getuid?.() !== 0) throw new Error('Postfix starts only as root. Run this test as root.')
  const folder = await mkdtemp(join(tmpdir(), 'varde-postfix-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const configuration = join(folder, 'etc')
  for (const name of ['etc', 'queue', 'data']) await mkdir(join(folder, name))
  execFileSync('chown', ['postfix', join(folder, 'data')])
  const ways = Object.entries(domains).map(([domain, at]) => `${domain}=smtp:[127.0.0.1]:${at}`)
  const main: Record<string, string> = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    myhostname: 'mx.medlem.example',
    mydestination: own,
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    // It takes mail for anybody in its domain, and finds out afterwards: then it must say so by mail.
    local_recipient_maps: '',
    alias_maps: '',
    transport_maps: `inline:{ ${ways.join(', ')} }`,
    disable_dns_lookups: 'yes',
    smtputf8_enable: 'no',
  }
  await writeFile(
    join(configuration, 'main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  )
  await writeFile(join(configuration, 'master.cf'), services(port))
  const command = (word: string) => execFileSync('/usr/sbin/postfix', ['-c', configuration, word], { stdio: 'pipe' })
  command('start')
  return {
    url: `smtp://127.0.0.1:${port}`,
    log: () => readFile(join(folder, 'mail.log'), 'utf8').catch(() => ''),
    async close() {
      command('stop')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** As Debian's own, without chroot and without what is not needed. */
function services(port: number): string {
  const unix = [
    'rewrite trivial-rewrite',
    'bounce bounce 0',
    'defer bounce 0',
    'trace bounce 0',
    'smtp smtp',
    'relay smtp',
  ]
    .concat(['error error', 'retry error', 'local local', 'cleanup cleanup 0', 'proxymap proxymap', 'anvil anvil 1'])
    .map((line) => line.split(' '))
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'qmgr unix n - n 300 1 qmgr',
    'postlog unix-dgram n - n - 1 postlogd',
    ...unix.map(([name, program, most = '-']) => {
      const open = name === 'cleanup' ? 'n' : '-'
      return `${name} unix ${open} ${name === 'local' ? 'n' : '-'} n - ${most} ${program}`
    }),
    '',
  ].join('\n')
}
