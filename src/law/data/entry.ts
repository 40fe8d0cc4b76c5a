import type { Rule } from './rule.ts'

type Instrument = Rule<'instrument'>
type Entry = NonNullable<Instrument['entry']>
type Wait = Entry['after']

/**
 * A treaty with the days that follow from its ratifications: its own first day, and the day from which each state that
 * ratified is bound. Days its file gives stand. Where too few have ratified it is pending, and binds nobody.
 */
export function entered(instrument: Instrument): Instrument {
  const { entry, parties = [], in_force: force } = instrument
  if (!entry) return instrument
  const first = force.from ?? firstDay(instrument)
  return {
    ...instrument,
    in_force: first === undefined ? { ...force, pending: true } : { ...force, from: first },
    parties: parties.map((party) => {
      if (party.ratified === undefined || party.from !== undefined) return party
      return first === undefined
        ? { ...party, bound: false }
        : { ...party, from: bindsFrom(entry, first, party.ratified) }
    }),
  }
}

/** From when a state is bound that ratified on that day: not before the treaty is in force. */
export function bindsFrom({ after, later = after }: Entry, first: string, ratified: string): string {
  const own = passed(later, ratified)
  return own > first ? own : first
}

/** Of those it takes, how many have ratified. */
export function ratificationsOf({ entry, parties = [] }: Instrument): string[] {
  return parties
    .flatMap(({ state, ratified }) => (ratified === undefined || entry?.not_counted.includes(state) ? [] : [ratified]))
    .sort()
}

/** The day it comes into force by its ratifications; undefined while they are too few, or nobody counts them. */
export function firstDay(instrument: Instrument): string | undefined {
  const { after, ratifications = 0 } = instrument.entry ?? {}
  const last = ratificationsOf(instrument)[ratifications - 1]
  return after && last ? passed(after, last) : undefined
}

/** Months end on the same day of the month, or on the last day of a shorter one. */
function passed({ days = 0, months = 0, begins }: Wait, since: string): string {
  const end = Temporal.PlainDate.from(since).add({ days, months })
  return (begins ? end.with({ day: 1 }).add({ months: 1 }) : end).toString()
}
