import { newId } from '../base/ids.ts'
import { instantText, type Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { figuresFor, figuresOf, urgentFor } from './figures.ts'
import { forgetTold, holdChoice, insertLetter, type Letter, peopleToTell, setToldOn, tellOnce } from './store.ts'

/** Digests are written from this hour on, universal time: before offices open from Lisbon to Beijing's afternoon. */
const MORNING = 5
/** So long nobody is told the same urgent thing again. */
const REMEMBERED = { hours: 24 * 90 }

/**
 * Writes every letter that is owed by now: to who wants to be told at once, of what is urgent and new to them; to the
 * others a digest a day, unless nothing waits. What was told is written in the same transaction, so that no restart
 * loses or doubles a letter. Answers how many it wrote.
 */
export async function writeLetters(db: Db, now: Now): Promise<number> {
  const at = now()
  const day = at.toString().slice(0, 10)
  const isMorning = Number(at.toString().slice(11, 13)) >= MORNING
  let written = 0
  for (const { person } of await peopleToTell(db, day, isMorning)) {
    if (await db.transaction().execute((tx) => writeTo(tx, person, at, { day, isMorning }))) written++
  }
  await forgetTold(db, instantText(at.subtract(REMEMBERED)))
  return written
}

async function writeTo(
  tx: Tx,
  person: string,
  at: Temporal.Instant,
  { day, isMorning }: { day: string; isMorning: boolean },
): Promise<boolean> {
  const choice = await holdChoice(tx, person)
  if (!choice || choice.problem || choice.pace === 'off') return false
  const { pace, address, language } = choice
  const letter = (figures: Letter['figures']) =>
    insertLetter(
      tx,
      { id: newId('letter', at.epochMilliseconds), person, address, language, pace, figures },
      instantText(at),
    )
  if (pace === 'urgent') {
    const urgent = await urgentFor(tx, person, at)
    const told = await tellOnce(
      tx,
      person,
      urgent.map(({ what }) => what),
      instantText(at),
    )
    const fresh = urgent.filter(({ what }) => told.includes(what))
    if (fresh.length > 0) await letter(figuresOf(fresh))
    return fresh.length > 0
  }
  if (!isMorning) return false
  const figures = await figuresFor(tx, person, at)
  await setToldOn(tx, person, day)
  if (figures.tasks > 0) await letter(figures)
  return figures.tasks > 0
}
