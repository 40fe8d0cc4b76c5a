import type { Box, FormCopy } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { linesOf, periodOf } from './box-field.tsx'

/** The form as this seat may see it; a section it may not see is not in the copy at all. */
export function FormReading({ copy, reader, anchors = true }: { copy: FormCopy; reader: Reader; anchors?: boolean }) {
  return (
    <div class="flow flow-wide">
      {copy.sections.map(({ id, title, boxes }) => (
        <section class="card flow form-section">
          <h2>
            <span class="section-letter">{id}</span> {reader.law(title)}
          </h2>
          <dl class="boxes">
            {boxes.map((box) => (
              <div id={anchors ? box.id : undefined} data-empty={String(box.value === undefined)}>
                <dt>
                  <span class="box-number">{box.number}</span> {reader.law(box.label)}
                </dt>
                <dd>{boxInWords(box, reader)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** What stands in a box, as the reader would write it. */
export function boxInWords({ type, value, options = [] }: Box, reader: Reader) {
  const { officialForm: t, forms } = reader.t
  if (value === undefined) return <span class="soft">{t.empty}</span>
  const label = (text: string) => reader.law(options.find(({ id }) => id === text)?.label ?? text)
  switch (type) {
    case 'boolean':
      return value ? forms.yes : forms.no
    case 'country':
      return reader.country(String(value))
    case 'date':
      return reader.date(String(value))
    case 'period': {
      const { from, to } = periodOf(value)
      return [from && `${t.from} ${from}`, to && `${t.to} ${to}`].filter(Boolean).join(' ')
    }
    case 'choices':
    case 'list':
      return (
        <ul>
          {linesOf(value).map((line) => (
            <li>{label(line)}</li>
          ))}
        </ul>
      )
    default:
      return <span class="as-written">{label(linesOf(value).join('\n'))}</span>
  }
}
