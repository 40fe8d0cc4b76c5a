import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { keyHistory } from '../../trust/index.ts'
import { type EditionFile, parseEditionFile } from '../editions/edition.ts'
import { besideOneAnother } from '../editions/half-years.ts'
import { verifyEdition } from '../editions/verifying.ts'
import { OversightError } from '../errors.ts'
import type { TakenEdition } from './reciprocity.ts'
import { findTakenNumber, insertTaken } from './store.ts'

/**
 * Takes the signed edition of another instance in, so that its figures stand beside one's own record. It must be signed with a
 * key the directory has of its publisher, one that was not in doubt then, and its figures must add up. Throws `malformed_edition`,
 * `no_such_publisher`, `edition_not_signed`, `edition_taken`, and `edition_contradicted` where the publisher signed something else under that number.
 */
export async function takeEdition(tx: Tx, actor: Actor, input: unknown, at: Temporal.Instant): Promise<TakenEdition> {
  permit(actor, 'reciprocity.compare')
  const file = parseEditionFile(input)
  const { publisher, number, asOf, periods } = file.edition
  if (!besideOneAnother(periods)) {
    const message = 'Its half-years do not follow one another'
    throw new OversightError('invalid', 'malformed_edition', message, { path: 'edition.periods' })
  }
  await mustBeSigned(tx, file)
  const before = await findTakenNumber(tx, actor.org, publisher.id, number)
  if (before && contentOf(before.file) === contentOf(file))
    throw new OversightError('conflict', 'edition_taken', `Edition ${number} of ${publisher.name} was taken in before`)
  if (before) {
    const message = `${publisher.name} has signed two editions that differ under the number ${number}: the one taken in before stays`
    throw new OversightError('conflict', 'edition_contradicted', message)
  }
  const taken: TakenEdition = {
    id: newId('edition', at.epochMilliseconds),
    org: actor.org,
    publisher,
    number,
    asOf,
    file,
    taken: { name: actor.name, at: instantText(at) },
  }
  await insertTaken(tx, taken)
  const body = { publisher: publisher.id, publisherName: publisher.name, number, asOf, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'reciprocity.edition-taken', about: taken.id, body }, at)
  return taken
}

const contentOf = ({ edition }: EditionFile): string => canonicalJson(edition as unknown as Json)

const isAfter = (at: string, end: string | null): boolean =>
  end !== null && Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(end)) >= 0

async function mustBeSigned(db: Db, file: EditionFile): Promise<void> {
  const { publisher, asOf } = file.edition
  const keys = (await keyHistory(db, publisher.id)).filter(({ kind }) => kind === 'signing')
  if (keys.length === 0) {
    const message = `The directory has no key of ${publisher.name}: its operator has to confirm the organisation first`
    throw new OversightError('conflict', 'no_such_publisher', message)
  }
  let failed = 'It is not signed with a key the directory has of its publisher'
  for (const { key, since, until } of keys) {
    const checks = await verifyEdition(file, key)
    const wrong = checks.find(({ ok }) => !ok)
    const isSigned = checks[0]?.ok === true
    if (isSigned && (isAfter(asOf, since) || isAfter(asOf, until)))
      failed = 'The key it is signed with was not its publisher’s any more, or what it signed then is in doubt'
    else if (isSigned && wrong) failed = wrong.says
    else if (isSigned) return
  }
  throw new OversightError('invalid', 'edition_not_signed', failed)
}
