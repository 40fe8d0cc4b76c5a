import type { Actor } from '../../accounts/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import type { Db, Tx } from '../../db/index.ts'
import { loadCourse, note, personOf, settle } from '../course.ts'
import { editable } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import { filledForm } from '../filling.ts'
import { heldTo, withInstructions } from '../instructions/standing.ts'
import type { Request, Setting } from '../request.ts'
import { updateRequest } from '../store/requests.ts'
import { type CheckFound, checksOf } from './checks.ts'
import { type Statement, statementSchema } from './statement.ts'

/**
 * Writes down what the author states about the request, in place of what was stated before. Throws `not_editable`, and
 * `bad_statement` with the path of what cannot be read.
 */
export async function stateCase(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Statement,
  setting: Setting,
): Promise<Request> {
  const { request } = await editable(tx, actor, id)
  const given = statementFrom(input)
  const instructions = await answeredNow(tx, request, given, setting)
  const { instructions: _, ...own } = given
  const statement = { ...own, ...(Object.keys(instructions).length > 0 && { instructions }) }
  const unknown = Object.keys(statement.necessity ?? {}).find((item) => !request.items.some((one) => one.id === item))
  if (unknown !== undefined) throw bad(`'${unknown}' is not asked for`, `necessity.${unknown}`)
  const { from, to } = statement.period ?? {}
  if (from && to && from > to) throw bad('The period ends before it begins', 'period.to')
  await updateRequest(tx, id, { statement })
  const body = { name: actor.name, statement: statement as unknown as { [key: string]: Json } }
  await note(tx, request, 'request.stated', personOf(actor), body, setting.now())
  return settle(tx, actor.org, id, setting)
}

/** The standing instructions that count now, with the answers just given; where none was sent, with those of before. */
async function answeredNow(tx: Tx, request: Request, given: Statement, { now }: Setting) {
  const standing = await heldTo(tx, request, now().toString().slice(0, 10))
  const answers = given.instructions
  if (!answers) return standing
  return Object.fromEntries(
    Object.entries(standing).map(([id, { place, says }]) => {
      const answer = answers[id]?.answer
      return [id, { place, says, ...(answer && place === 'check' && { answer }) }]
    }),
  )
}

function statementFrom(input: unknown): Statement {
  const read = statementSchema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw bad(issue?.message ?? 'This is no statement', (issue?.path ?? []).map(String).join('.'))
}

const bad = (message: string, path: string) => new RequestError('invalid', 'bad_statement', message, { path })

/** What the law looks at before this request may be handed in, and what it finds now. */
export async function checksFor(db: Db, org: string, id: string, setting: Setting): Promise<CheckFound[]> {
  const course = await loadCourse(db, org, id)
  const form = await filledForm(db, course, setting)
  return checksOf(setting.law, await withInstructions(db, course.request, setting), form)
}
