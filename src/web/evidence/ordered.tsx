import type { LawBase } from '../../law/index.ts'
import type { Box, FormCopy, Request } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Asked } from '../requests/statement/asked.tsx'
import { answersInWords } from './ordered-words.ts'

/** What the holder is to hand over: the data by kind, and the boxes of the form that say whose, which and of when. */
export function Ordered({ request, law, reader }: { request: Request; law: LawBase; reader: Reader }) {
  const { production: t, facts } = reader.t
  const sections = request.copy ? sectionsOnData(request.copy, law) : []
  const values = facts.values as Record<string, string>
  const kinds = [...new Set(request.items.flatMap(({ category }) => (category ? [category] : [])))]
  return (
    <section class="flow" aria-labelledby="ordered">
      <h2 id="ordered">{t.ordered}</h2>
      <dl class="pairs">
        {kinds.length > 0 && (
          <>
            <dt>{t.items}</dt>
            <dd>{reader.list(kinds.map((kind) => values[kind] ?? kind))}</dd>
          </>
        )}
        {sections.flatMap(({ boxes }) =>
          boxes.map((box) => (
            <>
              <dt>{reader.law(box.label)}</dt>
              <dd>
                <Answer box={box} reader={reader} />
              </dd>
            </>
          )),
        )}
        {!request.copy && request.statement && <Asked statement={request.statement} reader={reader} />}
      </dl>
      {!request.copy && <p class="soft">{t.noCopy}</p>}
    </section>
  )
}

function Answer({ box, reader }: { box: Box; reader: Reader }) {
  const lines = answersInWords(box, reader)
  if (lines.length <= 1) return <>{lines[0]}</>
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** The sections whose law asks for identifiers or depends on the kind of data; of them the boxes that say something. */
function sectionsOnData({ form, sections }: FormCopy, law: LawBase): FormCopy['sections'] {
  const rule = law.rules.get(form)
  if (rule?.kind !== 'form') return []
  const about = rule.sections
    .filter(({ fields }) =>
      fields.some(
        ({ from, when }) =>
          from?.startsWith('request.identifiers') || JSON.stringify(when ?? '').includes('"data.category"'),
      ),
    )
    .map(({ id }) => id)
  return sections
    .filter(({ id }) => about.includes(id))
    .map((section) => ({ ...section, boxes: section.boxes.filter(({ value }) => value !== undefined && value !== '') }))
}
