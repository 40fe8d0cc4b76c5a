import type { LawBase, Narrowing } from '../../law/index.ts'
import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions } from '../ui/fields.tsx'
import { urls, withQuery } from '../urls.ts'
import { titleOf } from './permission.tsx'

/** What is read record by record: a table, or records in JSON. */
const hasRecords = ({ mediaType, name }: Item): boolean =>
  /^text\/csv|json/i.test(mediaType) || /\.(csv|tsv|json|jsonl|ndjson)$/i.test(name)

/** What of the pieces could go and what would change; what may go as it is goes with one button. */
export function Narrower({
  narrowing,
  request,
  pieces,
  action,
  token,
  law,
  reader,
}: {
  narrowing: Narrowing
  request: string
  pieces: readonly Item[]
  action: string
  token: string
  law: LawBase
  reader: Reader
}) {
  const { narrower: t } = reader.t.gate
  const all = pieces.map((piece) => ({
    piece,
    parts: narrowing.items.filter(({ id }) => id.split(' ')[0] === piece.id),
  }))
  const whole = all.filter(({ parts }) => parts.length > 0 && parts.every(({ change }) => change === 'whole'))
  return (
    <section class="flow" aria-labelledby="narrower">
      <h2 id="narrower">{t.title}</h2>
      <p class="measure">{t.about}</p>
      <ul class="plain flow flow-tight">
        {all.flatMap(({ piece, parts }) =>
          parts.map(({ change, persons, class: graded, opened }) => (
            <li class="card flow flow-tight">
              <div class="between">
                <p>{piece.name}</p>
                <p>
                  <strong>{t.changes[change]}</strong>
                </p>
              </div>
              {persons.after !== undefined && persons.after !== persons.before && (
                <p>
                  {t.persons(
                    persons.before === undefined ? '?' : reader.number(persons.before),
                    reader.number(persons.after),
                  )}
                </p>
              )}
              {graded.after !== undefined && graded.after !== graded.before && (
                <p>{reader.t.gate.graded(graded.after)}</p>
              )}
              {change !== 'whole' && opened.length > 0 && (
                <p class="soft">
                  {t.opened}
                  {reader.colon}
                  {reader.list(opened.map((rule) => reader.law(titleOf(law, rule))))}
                </p>
              )}
              {(change === 'masked' || change === 'less-sensitive') && hasRecords(piece) && (
                <form
                  method="post"
                  enctype="multipart/form-data"
                  action={withQuery(urls.gateMask(request, piece.id), { form_token: token, change })}
                  class="flow flow-tight no-print"
                >
                  <p class="field">
                    <label for={`mask-${piece.id}`}>{t.again(piece.name)}</label>
                    <span class="hint" id={`mask-${piece.id}-hint`}>
                      {t.againAbout}
                    </span>
                    <input
                      type="file"
                      id={`mask-${piece.id}`}
                      name="files"
                      required
                      aria-describedby={`mask-${piece.id}-hint`}
                    />
                  </p>
                  <Actions>
                    <button type="submit" class="button button-second">
                      {t.make[change]}
                    </button>
                  </Actions>
                </form>
              )}
            </li>
          )),
        )}
      </ul>
      {whole.length > 0 && whole.length < pieces.length && (
        <form method="post" action={action} class="no-print">
          <input type="hidden" name="form_token" value={token} />
          {whole.map(({ piece }) => (
            <input type="hidden" name="evidence" value={piece.id} />
          ))}
          <Actions>
            <button type="submit" class="button">
              {t.part(whole.length)}
            </button>
          </Actions>
        </form>
      )}
    </section>
  )
}
