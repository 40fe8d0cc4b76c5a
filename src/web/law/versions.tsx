import type { Child } from 'hono/jsx'
import { type Condition, type FieldChange, type Rule, versionsOf } from '../../law/index.ts'
import { Timeline } from '../ui/timeline.tsx'
import { urls, withQuery } from '../urls.ts'
import { ConditionText } from './condition.tsx'
import type { Reading } from './reading.tsx'
import { limitInWords } from './values.tsx'

/** Every text the rule has had, what changed from one to the next, and by which act. */
export function Versions({ rule, reading }: { rule: Rule; reading: Reading }) {
  const { law: t } = reading.reader.t
  const versions = versionsOf(reading.law, rule.rule)
  if (versions.length < 2) return null
  const { date, law } = reading.reader
  const shown = versions.findLast(({ from }) => from === undefined || from <= reading.on)
  return (
    <section class="flow" aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      <p class="soft">{t.historyNote}</p>
      <Timeline
        events={versions.toReversed().map((version) => {
          const { from, to, changed, by } = version
          const when =
            from && to
              ? t.versionBetween(date(from), date(to))
              : from
                ? t.versionFrom(date(from))
                : t.versionTo(date(to ?? ''))
          return {
            at: from ?? to ?? '',
            when,
            who: by.length > 0 ? t.changedBy(by.map(law).join('; ')) : undefined,
            what: (
              <>
                {version === shown ? (
                  <strong>{t.versionShown}</strong>
                ) : (
                  <a href={withQuery(urls.rule(rule.rule), { on: to ?? from })}>
                    {t.versionRead}
                    <span class="hidden-text">: {when}</span>
                  </a>
                )}
                <Changes changed={changed} rule={version.rule} reading={reading} />
              </>
            ),
          }
        })}
      />
    </section>
  )
}

function Changes({ changed, rule, reading }: { changed: readonly FieldChange[]; rule: Rule; reading: Reading }) {
  const { law: t } = reading.reader.t
  if (changed.length === 0) return null
  const show = (field: string, value: unknown) => <Value field={field} value={value} rule={rule} reading={reading} />
  return (
    <table class="table changes">
      <thead>
        <tr>
          <th scope="col">{t.field}</th>
          <th scope="col">{t.before}</th>
          <th scope="col">{t.after}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ field, before, after, renumbered }) => (
          <tr>
            <th scope="row">
              {t.fields[field] ?? field}
              {renumbered && <p class="small soft">{t.numbersOnly}</p>}
            </th>
            <td data-label={t.before}>
              {renumbered ? renumbered.map((one) => one.before).join('; ') : show(field, before)}
            </td>
            <td data-label={t.after}>
              {renumbered ? renumbered.map((one) => one.after).join('; ') : show(field, after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A field as its old or new text has it; what has no words of its own is shown as the file has it. */
function Value({
  field,
  value,
  rule,
  reading,
}: {
  field: string
  value: unknown
  rule: Rule
  reading: Reading
}): Child {
  const { reader } = reading
  if (value === undefined) return '–'
  if (typeof value === 'string') return reader.law(value)
  if (field === 'when') return <ConditionText condition={value as Condition} rule={rule.rule} reading={reading} />
  if (field === 'limit') return limitInWords({ limit: value } as Rule<'clock'>, reader)
  if (field === 'cites') return (value as Rule['cites']).map(({ cite }) => cite).join('; ')
  return <code class="small">{JSON.stringify(value)}</code>
}
