import { type LawEvent, lawEvents, type Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { Reading } from './reading.tsx'

/** What happened to an instrument, the newest first: in force, parties, changes of its rules. */
export function Events({ rule, reading }: { rule: Rule<'instrument'>; reading: Reading }) {
  const { reader } = reading
  const { law: t } = reader.t
  const events = lawEvents(reading.law, rule.rule).toReversed()
  if (events.length < 2) return null
  const list = (
    <Timeline
      events={events.map((event) => ({
        at: event.on,
        when: reader.date(event.on),
        what: inWords(event, reader),
        ...(event.on > reading.today ? { who: t.eventPlanned } : {}),
      }))}
    />
  )
  return (
    <section class="flow flow-tight" aria-labelledby="events">
      <h2 id="events">{t.history}</h2>
      {events.length > 12 ? (
        <Fold title={t.events} prints>
          {list}
        </Fold>
      ) : (
        list
      )}
    </section>
  )
}

function inWords({ enters, ends, binds, leaves, changed, begin, cease, by }: LawEvent, reader: Reader): string {
  const { law: t } = reader.t
  const states = (codes: readonly string[]) => reader.list(codes.map(reader.country))
  const n = reader.number
  const said = [
    ...(enters ? [t.eventIn] : []),
    ...(ends ? [t.eventOut] : []),
    ...(binds.length > 0 ? [t.eventBinds(states(binds))] : []),
    ...(leaves.length > 0 ? [t.eventLeaves(states(leaves))] : []),
    ...(changed.length > 0 ? [changed.length === 1 ? t.eventRule : t.eventRules(n(changed.length))] : []),
    ...(begin.length > 0 ? [t.eventRuleBegins(n(begin.length))] : []),
    ...(cease.length > 0 ? [t.eventRuleEnds(n(cease.length))] : []),
    ...by.map((act) => t.changedBy(reader.law(act))),
  ].join('; ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
