import { isCountryCode } from '../../base/countries.ts'
import { DomainError } from '../../base/errors.ts'
import { type Due, due, type LawBase, type Rule } from '../../law/index.ts'
import { TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { CountryField } from './country-field.tsx'
import { dayOrMoment, localTime } from './local-time.ts'
import { type Reading, RuleLink } from './reading.tsx'

/** What somebody asks to have counted, as it stands in the address. */
export type Asked = Readonly<Partial<Record<'from' | 'state' | 'stopped' | 'resumed', string>>>

interface Props {
  rule: Rule<'clock'>
  asked: Asked
  reading: Reading
}

/** Counts the period from an event, with the time it stood still. Every result has an address and shows its working. */
export function CountClock({ rule, asked, reading }: Props) {
  const { lawClock: t } = reading.reader.t
  if ('words' in rule.limit) return null
  const { state, found, errors } = counted(rule, asked, reading)
  const fault = (name: keyof Asked) =>
    errors[name] ? { error: errors[name], errorWord: reading.reader.t.forms.error } : {}
  return (
    <section class="flow" id="count" aria-labelledby="count-title">
      <h2 id="count-title">{t.title}</h2>
      <p class="soft measure no-print">{t.lead}</p>
      <form action={`${urls.rule(rule.rule)}#count`} method="get" class="card search no-print">
        <TextField name="from" type="datetime-local" label={t.from} value={asked.from ?? ''} {...fault('from')} />
        <CountryField name="state" label={t.state} reading={reading} value={state} />
        <TextField
          name="stopped"
          type="datetime-local"
          label={t.stopped}
          value={asked.stopped ?? ''}
          {...fault('stopped')}
        />
        <TextField
          name="resumed"
          type="datetime-local"
          label={t.resumed}
          value={asked.resumed ?? ''}
          {...fault('resumed')}
        />
        {reading.on !== reading.today && <input type="hidden" name="on" value={reading.on} />}
        <button type="submit" class="button">
          {t.count}
        </button>
      </form>
      {found && <Result found={found} reading={reading} />}
    </section>
  )
}

function Result({ found, reading }: { found: Due; reading: Reading }) {
  const { reader } = reading
  const { lawClock: t } = reader.t
  const { due: end, outer, standsSince, zone, countingRule, derivation, warnings } = found
  const said = (instant: string) => localTime(instant, zone, reader)
  return (
    <div class="flow flow-tight">
      <p>
        <strong>{end ? t.ends(said(end)) : standsSince ? t.stands(said(standsSince)) : t.noNumber}</strong>
      </p>
      {outer && (
        <p>
          {t.outer(said(outer.due))} <RuleLink id={outer.rule} reading={reading} />
        </p>
      )}
      {countingRule && (
        <p class="small soft">
          {t.by}: <RuleLink id={countingRule.rule} reading={reading} />
        </p>
      )}
      {warnings.map(({ says }) => (
        <p class="small">{reader.law(says)}</p>
      ))}
      <Fold title={t.working}>
        <ol class="small plain days">
          {derivation.map(({ date, counted: counts, why }) => (
            <li>
              {dayOrMoment(date, zone, reader)}
              {reader.colon}
              {reader.law(why)}
              {!counts && ` (${t.notCounted})`}
            </li>
          ))}
        </ol>
      </Fold>
    </div>
  )
}

interface Counted {
  readonly state: string | undefined
  readonly found?: Due
  readonly errors: Partial<Record<keyof Asked, string>>
}

function counted(rule: Rule<'clock'>, asked: Asked, { law, reader: { t } }: Reading): Counted {
  const state = asked.state && isCountryCode(asked.state) ? asked.state : ownState(rule)
  if (!asked.from) return { state, errors: {} }
  const zone = zoneOf(law, state)
  const errors: Counted['errors'] = {}
  const at = (name: 'from' | 'stopped' | 'resumed') => {
    const written = asked[name]
    const instant = written ? instantIn(zone, written) : undefined
    if (written && !instant) errors[name] = t.lawClock.noTime
    return instant
  }
  const [from, stopped, resumed] = [at('from'), at('stopped'), at('resumed')]
  if (resumed && (!stopped || Temporal.Instant.compare(resumed, stopped) < 0)) errors.resumed = t.lawClock.backwards
  if (!from || Object.keys(errors).length > 0) return { state, errors }
  try {
    const suspended = stopped ? [{ from: stopped, to: resumed }] : []
    return { state, errors, found: due(law, rule.rule, from, { state, suspended }) }
  } catch (error) {
    if (error instanceof DomainError) return { state, errors: { from: error.message } }
    throw error
  }
}

/** The state the law itself names; where it names a side of the request, the reader chooses. */
const ownState = ({ calendar, bearer }: Rule<'clock'>): string | undefined =>
  [calendar, bearer?.state].find((side) => side !== undefined && isCountryCode(side))

function zoneOf(law: LawBase, state: string | undefined): string {
  const found = state === undefined ? undefined : law.rules.get(`states/${state}`)
  return (found?.kind === 'state' && found.calendar?.zone) || 'UTC'
}

function instantIn(zone: string, written: string): Temporal.Instant | undefined {
  try {
    return Temporal.PlainDateTime.from(written.trim().replace(' ', 'T')).toZonedDateTime(zone).toInstant()
  } catch {
    return undefined
  }
}
