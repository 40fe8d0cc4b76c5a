import type { Context } from 'hono'
import type { RecordKind } from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { LongTextField, SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'

/** On which record: one's own, all pairs of states, or a file, which is chosen or written here. */
export function RecordFields({ kinds, words, reader }: { kinds: readonly RecordKind[]; words: Readonly<Record<RecordKind, string>>; reader: Reader }) {
  const { laboratory: t } = reader.t
  return (
    <>
      <SelectField name="record" label={t.record} choices={kinds.map((value) => ({ value, label: words[value] }))} />
      <Fold title={words.file}>
        <div class="field">
          <label for="file">{t.recordFile}</label>
          <p class="hint" id="file-hint">
            {t.recordFileHint}
          </p>
          <input type="file" id="file" name="file" accept=".ndjson,.jsonl,.json,.txt" aria-describedby="file-hint" />
        </div>
        <LongTextField name="lines" label={t.file} rows={4} />
      </Fold>
    </>
  )
} // biome-ignore format: fields in a few lines

/** A form with a record: its fields, and the lines of the file, be they written or sent as one. */
export async function recordIn(c: Context): Promise<{ fields: URLSearchParams; record: RecordKind | undefined; lines: string }> {
  const form = await c.req.formData()
  const fields = new URLSearchParams([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))
  const file = form.get('file')
  const sent = file instanceof File && file.size > 0 ? await file.text() : undefined
  const kinds: readonly RecordKind[] = ['own', 'pairs', 'file']
  // Whoever sends a file means it.
  const record = sent === undefined ? kinds.find((one) => one === fields.get('record')) : 'file'
  return { fields, record, lines: sent ?? fields.get('lines') ?? '' }
} // biome-ignore format: read on
