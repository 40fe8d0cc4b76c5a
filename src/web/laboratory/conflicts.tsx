import { conflictsIn } from '../../laboratory/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Figure } from './before-after.tsx'
import { RuleName } from './rule-name.tsx'
import { placeOf, type Told } from './told.ts'

/** So many conflicts are shown at once; the others are folded. */
const FIRST = 6

export function ConflictsTable({ told }: { told: Told }) {
  const { laboratory: t } = told.reader.t
  const rows = conflictsIn(told.result)
  if (rows.length === 0) return <p>{t.noConflicts}</p>
  return (
    <>
      <Conflicts told={told} rows={rows.slice(0, FIRST)} />
      {rows.length > FIRST && (
        <Fold title={t.others(told.reader.number(rows.length - FIRST))} prints>
          <Conflicts told={told} rows={rows.slice(FIRST)} />
        </Fold>
      )}
    </>
  )
}

function Conflicts({ told, rows }: { told: Told; rows: ReturnType<typeof conflictsIn> }) {
  const { reader, law, would, page } = told
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption class="hidden-text">{t.conflicts}</caption>
      <thead>
        <tr>
          <th scope="col">{t.demands}</th>
          <th scope="col">{t.forbids}</th>
          {[t.before, t.after].map((head) => (
            <th scope="col" class="numeric">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ demands, forbids, before, after }) => (
          <tr>
            <td data-label={t.demands}>
              <RuleName id={demands} law={law} would={would} reader={reader} />
            </td>
            <td data-label={t.forbids}>
              <RuleName id={forbids} law={law} would={would} reader={reader} />
            </td>
            {([before, after] as const).map((n, i) => (
              <td class="numeric" data-label={i === 0 ? t.before : t.after}>
                <Figure n={n} href={placeOf(page, { conflict: `${demands}|${forbids}` })} reader={reader} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
