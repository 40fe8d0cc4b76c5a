import type { LawBase } from '../../law/index.ts'
import { type Ledger, type LedgerLine, ledgerDefinitions } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'

interface Shown {
  readonly lines: readonly LedgerLine[]
  readonly law: LawBase
  readonly reader: Reader
}

const directions = ['outgoing', 'incoming'] as const

/** What was asked both ways, by state and by provider, and what each figure counts. */
export function LedgerTables({ ledger, law, reader }: { ledger: Ledger; law: LawBase; reader: Reader }) {
  const { reciprocity: t } = reader.t
  const of = (kind: LedgerLine['kind']) => ledger.lines.filter((line) => line.kind === kind)
  const shown = { law, reader }
  return (
    <>
      {ledger.lines.length === 0 && <p class="soft">{t.none}</p>}
      <LedgerTable {...shown} lines={of('state')} />
      <LedgerTable {...shown} lines={of('provider')} />
      <Grounds {...shown} lines={ledger.lines} />
      <Fold title={t.counts}>
        <dl>
          {(Object.keys(ledgerDefinitions) as (keyof typeof ledgerDefinitions)[]).map((figure) => (
            <>
              <dt>{nameOf(figure, reader)}</dt>
              <dd>{t.definitions[figure] ?? ledgerDefinitions[figure]}</dd>
            </>
          ))}
        </dl>
      </Fold>
    </>
  )
}

function nameOf(figure: keyof typeof ledgerDefinitions, reader: Reader): string {
  const { reciprocity: t } = reader.t
  if (figure === 'state' || figure === 'provider') return t.partner[figure]
  return figure === 'byGround' ? t.grounds : t.columns[figure]
}

function LedgerTable({ lines, reader }: Shown) {
  const { reciprocity: t } = reader.t
  const [first] = lines
  if (!first) return null
  const columns = ['asked', 'answered', 'refused', 'otherwise', 'open'] as const
  return (
    <table class="table">
      <caption>{first.kind === 'state' ? t.states : t.providers}</caption>
      <thead>
        <tr>
          <th scope="col">{t.partner[first.kind]}</th>
          <th scope="col">{t.direction}</th>
          {columns.map((column) => (
            <th scope="col" class="numeric">
              {t.columns[column]}
            </th>
          ))}
          <th scope="col" class="numeric">
            {t.columns.days}
          </th>
        </tr>
      </thead>
      {lines.map((line) => (
        <tbody>
          {directions.map((direction, i) => (
            <tr>
              {i === 0 && (
                <th scope="rowgroup" rowspan={2}>
                  {partnerIn(line, reader)}
                </th>
              )}
              <td data-label={t.direction}>{t[direction]}</td>
              {columns.map((column) => (
                <td data-label={t.columns[column]} class="numeric">
                  {reader.number(line[direction][column])}
                </td>
              ))}
              <td data-label={t.columns.days} class="numeric">
                {daysIn(line[direction], reader)}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

const daysIn = ({ days, answered, refused }: LedgerLine['outgoing'], reader: Reader) =>
  days ? (
    `${reader.number(days.median)}, ${reader.number(days.percentile90)}`
  ) : (
    <span class="soft">{answered + refused > 0 ? reader.t.reciprocity.tooFew : ''}</span>
  )

export const partnerIn = ({ kind, partner }: Pick<LedgerLine, 'kind' | 'partner'>, reader: Reader): string =>
  kind === 'state' ? reader.country(partner) : partner

function Grounds({ lines, law, reader }: Shown) {
  const { reciprocity: t } = reader.t
  const rows = lines.flatMap((line) =>
    directions.flatMap((direction) =>
      Object.entries(line[direction].byGround).map(([ground, number]) => ({ line, direction, ground, number })),
    ),
  )
  if (rows.length === 0) return null
  return (
    <Fold title={t.grounds}>
      <table class="table">
        <caption class="hidden-text">{t.grounds}</caption>
        <thead>
          <tr>
            <th scope="col">{`${t.partner.state}, ${t.partner.provider}`}</th>
            <th scope="col">{t.direction}</th>
            <th scope="col">{t.ground}</th>
            <th scope="col" class="numeric">
              {t.number}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, direction, ground, number }) => (
            <tr>
              <th scope="row">{partnerIn(line, reader)}</th>
              <td data-label={t.direction}>{t[direction]}</td>
              <td data-label={t.ground}>{reader.law(law.rules.get(ground)?.title ?? ground)}</td>
              <td data-label={t.number} class="numeric">
                {reader.number(number)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  )
}
