import type { Selection } from '../../vault/index.ts'
import { Line, Prose, type Sheet } from '../requests/running/sheet.tsx'

const act = 'minimise'

/** The conditions of a selection, for a mailbox, records or a zip, and why. */
export function Selecting({ sheet, of }: { sheet: Sheet; of: Selection['of'] }) {
  const { minimising: t } = sheet.reader.t
  const own = { sheet, act }
  return (
    <>
      {of === 'letters' ? (
        <>
          <Prose {...own} name="parties" label={t.parties} hint={t.partiesHint} />
          <Line {...own} name="from" type="date" label={t.from} hint={t.days} />
          <Line {...own} name="until" type="date" label={t.until} />
          <Prose {...own} name="threads" label={t.threads} hint={t.threadsHint} />
        </>
      ) : of === 'files' ? (
        <>
          <Prose {...own} name="names" label={t.names} hint={t.namesHint} />
          <Line {...own} name="from" type="date" label={t.from} hint={t.fileDays} />
          <Line {...own} name="until" type="date" label={t.until} />
        </>
      ) : (
        <>
          <Line {...own} name="list" label={t.list} hint={t.listHint} />
          <Prose {...own} name="columns" label={t.columns} hint={t.columnsHint} />
          <Line {...own} name="column" label={t.column} />
          <Prose {...own} name="among" label={t.among} hint={t.amongHint} />
          <Line {...own} name="from" type="date" label={t.from} hint={t.rowDays} />
          <Line {...own} name="until" type="date" label={t.until} />
        </>
      )}
      <Prose {...own} name="privileged" label={t.privileged} hint={t.privilegedHint[of]} />
      <Prose {...own} name="reason" label={t.reason} hint={t.reasonHint} />
    </>
  )
}

/** The selection a form says; what is left empty is no condition. */
export function selectionIn(form: URLSearchParams, of: Selection['of']): Selection {
  const one = (name: string) => form.get(`${act}.${name}`)?.trim() || undefined
  const many = (name: string) => {
    const lines = (one(name) ?? '').split(/\r?\n/).flatMap((line) => line.trim() || [])
    return lines.length > 0 ? lines : undefined
  }
  const [from, until, privileged] = [one('from'), one('until'), many('privileged')]
  if (of === 'letters') return { of, from, until, parties: many('parties'), threads: many('threads'), privileged }
  if (of === 'files') return { of, from, until, names: many('names'), privileged }
  const column = one('column')
  const [columns, among] = [many('columns'), many('among')]
  const decides = column !== undefined || among !== undefined || from !== undefined || until !== undefined
  return {
    of,
    list: one('list'),
    columns,
    privileged,
    rows: decides ? { column: column ?? '', among, from, until } : undefined,
  }
}

/** The field that a refusal of a selection is about. */
export const fieldOf = (path: string): string =>
  `${act}.${path.replace(/^rows\./, '').replace(/\.\d+$/, '') || 'reason'}`
