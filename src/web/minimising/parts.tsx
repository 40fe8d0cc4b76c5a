import type { Part, Selection, Survey } from '../../vault/index.ts'
import { fates } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

/** What a selection would come to. */
export function Counted({ survey, reader }: { survey: Survey; reader: Reader }) {
  const { minimising: t } = reader.t
  const all = fates.reduce((sum, fate) => sum + survey[fate], 0)
  return (
    <section class="card flow" aria-labelledby="counted" id="counted-section">
      <h2 id="counted">{t.counted}</h2>
      <p class="soft">{t.countedNote}</p>
      <dl class="pairs">
        {fates.map((fate) => (
          <>
            <dt>{t.fates[fate]}</dt>
            <dd>{t.units(reader.number(survey[fate]), reader.number(all))}</dd>
          </>
        ))}
      </dl>
      {survey.undated > 0 && <p class="small">{t.undated(reader.number(survey.undated))}</p>}
    </section>
  )
}

/** What was made of a piece, or what it was made of. */
export function Parts({
  parts,
  names,
  item,
  reader,
}: {
  parts: readonly Part[]
  names: ReadonlyMap<string, string>
  item: string
  reader: Reader
}) {
  const { minimising: t } = reader.t
  if (parts.length === 0) return null
  return (
    <section class="flow" aria-labelledby="parts">
      <h2 id="parts">{t.parts}</h2>
      <ul class="plain flow">
        {parts.map((part) => {
          const other = part.item === item ? part.of : part.item
          const name = names.get(other) ?? other
          return (
            <li class="card flow flow-tight">
              <div class="between">
                <p>
                  <a href={urls.piece(other)} class="file-name">
                    {part.item === item ? t.madeOf(name) : name}
                  </a>
                </p>
                <p>{t.fates[part.part]}</p>
              </div>
              <p>
                {t.units(reader.number(part.units), reader.number(part.ofUnits))}
                {reader.colon}
                {part.reason}
              </p>
              <p class="small soft">{t.by(part.byName, reader.instant(part.at))}</p>
              <Fold title={t.chosen}>
                <Chosen selection={part.selection} reader={reader} />
              </Fold>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Chosen({ selection, reader }: { selection: Selection; reader: Reader }) {
  const { minimising: t } = reader.t
  const days = selection.of === 'records' ? selection.rows : selection
  const lines: [string, string | undefined][] =
    selection.of === 'letters'
      ? [
          [t.parties, selection.parties?.join(', ')],
          [t.threads, selection.threads?.join(', ')],
        ]
      : selection.of === 'files'
        ? [[t.names, selection.names?.join(', ')]]
        : [
            [t.list, selection.list],
            [t.columns, selection.columns?.join(', ')],
            [t.column, selection.rows?.column],
            [t.among, selection.rows?.among?.join(', ')],
          ]
  const all = [
    ...lines,
    [t.from, days?.from],
    [t.until, days?.until],
    [t.privileged, selection.privileged?.join(', ')],
  ] as const
  return (
    <dl class="pairs">
      {all.flatMap(([label, value]) =>
        value === undefined
          ? []
          : [
              <>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </>,
            ],
      )}
    </dl>
  )
}
