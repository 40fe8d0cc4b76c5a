import { boundsOf, type Enforcement, type Enforcing } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { Citation } from '../../ui/citation.tsx'
import { cited, type DealingDesk } from '../examination/desk.ts'

export const moneyIn = ({ tag }: Pick<Reader, 'tag'>, sum: number, currency: string): string =>
  new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    maximumFractionDigits: 2,
    minimumFractionDigits: 0,
  }).format(sum)

/** What the law weighs for the height of a penalty, beside what was proposed and what was decided of each. */
export function CalibrationSheet({
  desk,
  enforcement: { proposal, penalty, stage, heard },
  procedure,
}: {
  desk: DealingDesk
  enforcement: Enforcement
  procedure: Enforcing
}) {
  const rule = procedure.penalties.find((one) => one.rule === proposal?.body.rule)
  if (!proposal || !rule) return null
  const { reader } = desk
  const { penalties: t } = reader.t
  const decided = penalty?.imposed.body
  const { body } = proposal
  const money = (sum: number | undefined) =>
    sum === undefined ? t.noFine : moneyIn(reader, sum, body.currency ?? rule.fine?.currency ?? '')
  const measure = (id: string | undefined) => rule.measures.find((one) => one.id === id)?.says
  const { least, most } = boundsOf(rule, body)
  const bounds =
    least !== undefined && most !== undefined
      ? t.between(money(least), money(most))
      : most !== undefined
        ? t.most(money(most))
        : least !== undefined
          ? t.least(money(least))
          : undefined
  const isLess = decided !== undefined && (decided.amount ?? 0) < (body.amount ?? 0)
  return (
    <section class="flow" aria-labelledby="sheet">
      <h2 id="sheet">{t.sheet}</h2>
      <p class="measure">{t.sheetLead}</p>
      {decided && (
        <p>{isLess ? <strong>{t.scaled(money(body.amount), money(decided.amount))}</strong> : t.asProposed}</p>
      )}
      {stage === 'spared' && (
        <p>
          <strong>{t.sparedAll}</strong>
        </p>
      )}
      <dl class="pairs">
        {bounds && (
          <>
            <dt>{t.bounds}</dt>
            <dd>
              {bounds} <Citation source={cited(desk, rule.rule, rule.cites[0]?.cite ?? '')} />
            </dd>
          </>
        )}
        {body.turnover !== undefined && (
          <>
            <dt>{t.turnover}</dt>
            <dd>{money(body.turnover)}</dd>
          </>
        )}
        {body.days !== undefined && (
          <>
            <dt>{t.days}</dt>
            <dd>{reader.number(body.days)}</dd>
          </>
        )}
        {body.ties.map(({ sign, fact }) => {
          const found = procedure.law.ties.signs.find(({ id }) => id === sign)
          return (
            <>
              <dt>{reader.law(found?.says ?? sign)}</dt>
              <dd>
                {fact} <Citation source={cited(desk, procedure.chain.rule, found?.cite ?? '')} />
              </dd>
            </>
          )
        })}
      </dl>
      <table class="table">
        <caption class="hidden-text">{t.sheet}</caption>
        <thead>
          <tr>
            <th scope="col">{t.factor}</th>
            <th scope="col">{t.proposed}</th>
            {decided && <th scope="col">{t.decided}</th>}
          </tr>
        </thead>
        <tbody>
          {rule.weighs.map(({ id, says, cite, confidence }) => {
            const before = body.weighed.find(({ factor }) => factor === id)
            const after = decided?.weighed.find(({ factor }) => factor === id)
            const isChanged = after && (after.pulls !== before?.pulls || after.reason !== before.reason)
            return (
              <tr>
                <th scope="row">
                  {reader.law(says)} <Citation source={cited(desk, rule.rule, cite)} />
                  <Unsure of={confidence} reader={reader} />
                </th>
                <td data-label={t.proposed}>
                  <Pulled one={before} reader={reader} />
                </td>
                {decided && (
                  <td data-label={t.decided}>
                    {isChanged && <p class="small eyebrow">{t.changed}</p>}
                    <Pulled one={after} reader={reader} />
                  </td>
                )}
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t.sum}</th>
            <td data-label={t.proposed}>
              <strong>{money(body.amount)}</strong>
            </td>
            {decided && (
              <td data-label={t.decided}>
                <strong>{money(decided.amount)}</strong>
              </td>
            )}
          </tr>
          {rule.measures.length > 0 && (
            <tr>
              <th scope="row">{t.measure}</th>
              <td data-label={t.proposed}>{reader.law(measure(body.measure) ?? t.noMeasure)}</td>
              {decided && <td data-label={t.decided}>{reader.law(measure(decided.measure) ?? t.noMeasure)}</td>}
            </tr>
          )}
        </tbody>
      </table>
      {heard?.body.foreign && (
        <p class="measure">
          <strong>
            {t.foreign}
            {reader.colon}
            {reader.country(heard.body.foreign.state)}.
          </strong>{' '}
          {heard.body.foreign.text}
        </p>
      )}
    </section>
  )
}

/** Says that a line of the law is from a secondary source, or from memory. */
export function Unsure({ of, reader }: { of: 'text' | 'secondary' | 'unconfirmed' | undefined; reader: Reader }) {
  if (of === undefined || of === 'text') return null
  return <span class="tag">{reader.t.law.confidences[of]}</span>
}

function Pulled({
  one,
  reader,
}: {
  one: { pulls: 'raises' | 'lowers' | 'neither'; reason: string } | undefined
  reader: Reader
}) {
  if (!one) return null
  return (
    <>
      <strong>{reader.t.penalties.pulls[one.pulls]}.</strong> {one.reason}
    </>
  )
}
