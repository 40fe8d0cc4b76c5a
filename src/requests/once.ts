import type { Actor } from '../accounts/index.ts'
import { hex, utf8 } from '../base/bytes.ts'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { DomainError } from '../base/errors.ts'
import { instantText, type Now, parseInstant } from '../base/time.ts'
import { sha256 } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { RequestError } from './errors.ts'
import { holdDeed, keepDeed, type LastDeed } from './store/deeds.ts'
import { findSteps } from './store/steps.ts'

/** The same within so long is a double click, a page sent again, or a colleague who was quicker; later it is meant. */
const SAME_WITHIN = { minutes: 10 }

/** Something a person does: about what, which act, and all that was given. */
export interface Doing {
  /** The id of a request, or of the form that creates something. */
  readonly about: string
  readonly act: string
  readonly input: unknown
}

/**
 * Does something once, whoever sends it twice and however close together: whoever does the very same as was done last
 * learns by whom and when, and nothing is changed. What was returned since stands elsewhere, and may be done the same way
 * again. Throws `already_decided`; where the act itself says so, in its words.
 */
export async function once<T>(tx: Tx, actor: Actor, doing: Doing, now: Now, work: () => Promise<T>): Promise<T> {
  const { about, act } = doing
  const given = hex(sha256(utf8(canonicalJson(asJson(doing.input)))))
  const last = await holdDeed(tx, actor.org, about, instantText(now()))
  const before = await inputAt(tx, about, given)
  const since = now().subtract(SAME_WITHIN)
  const isSame =
    last?.act === act && last.input === before && Temporal.Instant.compare(parseInstant(last.at), since) > 0
  const result = await work().catch((error) => {
    throw isSame && !saysWho(error, last) ? doneAlready(last) : withWho(error, last)
  })
  if (isSame) throw doneAlready(last)
  await keepDeed(tx, actor.org, about, {
    act,
    input: await inputAt(tx, about, given),
    name: actor.name,
    at: instantText(now()),
  })
  return result
}

/** What was given, and where the steps of the request stood then. */
async function inputAt(tx: Tx, about: string, given: string): Promise<string> {
  const steps = await findSteps(tx, about)
  return hex(sha256(utf8(canonicalJson([given, ...steps.map(({ id, is, since }) => [id, is, since ?? null])]))))
}

const doneAlready = ({ name, at }: LastDeed) =>
  new RequestError('conflict', 'already_decided', `This was done already, by ${name} on ${at}`, { done: { name, at } })

/** Who the last deed was by stands in the sentence of its refusal, and so it can be said in every language. */
function withWho(error: unknown, last: LastDeed | undefined): unknown {
  if (!last || !(error instanceof RequestError) || !saysWho(error, last)) return error
  const { kind, code, message, path, missing } = error
  const done = { name: last.name, at: last.at }
  return new RequestError(kind, code, message, { cause: error, missing, done, ...(path && { path }) })
}

/** A refusal that names who decided or ended it tells more than we know here; a fault of ours is no refusal. */
const saysWho = (error: unknown, { name }: LastDeed): boolean =>
  !(error instanceof DomainError) ||
  ((error.code === 'already_decided' || error.code === 'ended') && error.message.includes(name))

const asJson = (input: unknown): Json => JSON.parse(JSON.stringify(input ?? null))
