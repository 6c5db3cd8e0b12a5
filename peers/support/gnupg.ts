/** The real GnuPG with a key ring of its own. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Gnupg = {
  /** @returns what it wrote, and its status lines. @throws with what it said */
  run(words: readonly string[], input?: string | Buffer): { out: Buffer; status: string }
  close(): Promise<void>
}

export async function openGnupg(): Promise<Gnupg> {
  // Short: its agent listens on a socket in there, and the path of a socket holds 107 bytes.
  const home = await mkdtemp(join(tmpdir(), 'gpg-'))
  const run: Gnupg['run'] = (words, input) => {
    const all = ['--homedir', home, '--batch', '--yes', '--pinentry-mode', 'loopback', '--passphrase', '', ...words]
    try {
      const out = execFileSync('gpg', ['--status-fd', '1', ...all], { input: input ?? '', stdio: 'pipe' })
      const text = out.toString('latin1')
      return { out, status: text }
    } catch (fault) {
      const { code, stderr, stdout } = fault as { code?: string; stderr?: Buffer; stdout?: Buffer }
      if (code === 'ENOENT') throw new Error('GnuPG is not installed here. Install it as root: apt-get install gnupg')
      throw new Error(`gpg ${words.join(' ')}: ${stderr}\n${stdout}`)
    }
  }
  return {
    run,
    async close() {
      execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'])
      await rm(home, { recursive: true, force: true })
    },
  }
}
