import { causeKinds, Policy, severities } from '@varde/contract'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, Problem, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { readPolicy, writePolicy } from './policy.store.ts'
import { policyFaults } from './policy.ts'

export function addPolicyRoutes(app: App): void {
  app.get(
    '/api/v1/policy',
    {
      config: { rule: { action: 'policy.read' } },
      schema: {
        summary: 'What a new detection leads to, by cause and severity',
        tags: ['policy'],
        response: replies({ 200: Policy }, guarded),
      },
    },
    async (request) => ({ rules: inOrder(await readPolicy(reachOf(request).db)) }),
  )

  app.put(
    '/api/v1/policy',
    {
      config: { rule: { action: 'policy.write' } },
      schema: {
        summary: 'Change what a new detection leads to; every cause and severity is said once',
        tags: ['policy'],
        body: Policy,
        response: replies({ 200: Policy }, [...guarded, warningProblems.policyIncomplete]),
      },
    },
    async (request) => {
      const { rules } = request.body
      const errors = policyFaults(rules)
      if (errors.length > 0) {
        throw new Problem(warningProblems.policyIncomplete, 'Send one rule for each cause and severity.', { errors })
      }
      const { db, note } = reachOf(request)
      await writePolicy(db, rules, note)
      return { rules: inOrder(rules) }
    },
  )
}

/** By cause, the most severe first. */
function inOrder(rules: readonly Policy['rules'][number][]): Policy['rules'] {
  const place = ({ cause, severity }: Policy['rules'][number]) =>
    causeKinds.indexOf(cause) * severities.length + severities.indexOf(severity)
  return rules.toSorted((a, b) => place(a) - place(b))
}
