import { DomainError } from '../../base/errors.ts'
import type { Db } from '../../db/index.ts'
import { adoptRules, complaintsOf, type LawBase, withOwnRules } from '../../law/index.ts'
import { type Instruction, ruleInstructions } from '../../requests/index.ts'
import { bad } from '../mandates/giving.ts'

const instrument = {
  title: 'Bars this instance has set for itself, from lessons of audits',
  short: 'Standing instruction',
  citation: 'Standing instructions of this instance',
  level: 'practice',
  in_force: {},
  cites: [{ cite: 'Standing instructions of this instance' }],
  checked: { on: '2026-11-22', by: 'Comity law editors' },
}

type Bar = Pick<Instruction, 'id' | 'says' | 'state' | 'from' | 'until'> & { readonly condition?: unknown }

/** A bar as a file of the law base. JSON is YAML. */
const fileOf = ({ id, says, state, condition, from, until }: Bar): readonly [string, string] => [
  `${ruleOf(id)}.yaml`,
  JSON.stringify({
    title: says,
    state,
    when: { says, cite: id, ...(condition as object) },
    effect: 'closed',
    in_force: { from, ...(until !== undefined && { to: until }) },
    cites: [{ cite: id }],
    checked: { on: from, by: 'Whoever runs this instance' },
  }),
]

const FOLDER = 'instructions/gates'

/** The rule that a bar is, and back: `instruction_0abc` is `instructions/gates/0abc`. */
const ruleOf = (instruction: string): string => `${FOLDER}/${instruction.replace('instruction_', '')}`

const filesOf = (bars: readonly Bar[]): ReadonlyMap<string, string> =>
  new Map(
    bars.length === 0
      ? []
      : [['instructions/instrument.yaml', JSON.stringify(instrument)] as const, ...bars.map(fileOf)],
  )

/** Looks at a bar as the check of the law base does. Throws `bad_text` with the first thing that is wrong with its condition. */
export function tryRule(law: LawBase, bar: Bar): void {
  try {
    const own = withOwnRules(law, filesOf([bar]))
    const [wrong] = complaintsOf(own, [own.rule('gate', ruleOf(bar.id))], bar.from)
    if (wrong) throw bad(wrong.says, 'change.condition')
  } catch (error) {
    throw error instanceof DomainError ? bad(error.message, 'change.condition') : error
  }
}

/** Lays the bars that lessons have set at the gate upon the law, but for those that have ended: every release is held to them as well. */
export const adoptStandingRules = async (db: Db, law: LawBase, now: Temporal.Instant): Promise<void> => {
  const day = now.toString().slice(0, 10)
  adoptRules(law, filesOf((await ruleInstructions(db)).filter(({ until }) => until === undefined || until >= day)))
}
