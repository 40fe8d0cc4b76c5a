/** What the test and the processes it starts agree on. */
export const SECRET = 'a secret for tests, of more than 32 characters'

/** What a message says. */
export interface Said {
  readonly request: string
  readonly text: string
  /** It is to be answered, in the same transaction. */
  readonly answer?: boolean
}

/** A minute of theirs is a second: leases end and pauses are over sixty times as fast. */
const SPEED = 60
const BEGIN = Temporal.Instant.from('2026-11-21T10:00:00Z')

/** The same clock in every process that is told when it began, in milliseconds since 1970. */
export const fastClock = (start: number) => () => BEGIN.add({ milliseconds: Math.round((Date.now() - start) * SPEED) })
