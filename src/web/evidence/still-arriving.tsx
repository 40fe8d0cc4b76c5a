import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { sizeInWords } from './words.ts'

interface Arriving {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly offset: number
  readonly by: { readonly name: string }
  readonly at: string
}

/** Files of which a part has arrived: how far each is, and the way to give it up. Nothing where there are none. */
export function StillArriving({
  uploads,
  request,
  token,
  reader,
}: {
  uploads: readonly Arriving[]
  request: string
  token: string
  reader: Reader
}) {
  const { production: t } = reader.t
  if (uploads.length === 0) return null
  return (
    <section class="flow" aria-labelledby="arriving">
      <h3 id="arriving">{t.arriving}</h3>
      <p class="measure soft">{t.arrivingNote}</p>
      <table class="table pieces">
        <thead>
          <tr><th scope="col">{t.name}</th><th scope="col">{t.arrived}</th><th scope="col"><span class="hidden-text">{t.giveUp}</span></th></tr>
        </thead>
        <tbody>
          {uploads.map(({ id, name, size, offset, by, at }) => (
            <tr>
              <th scope="row">
                <span class="file-name">{name}</span>
                <p class="small soft">{t.begunBy(by.name, reader.instant(at))}</p>
              </th>
              <td data-label={t.arrived}>
                <progress max={Math.max(1, size)} value={offset} aria-label={t.progress(name)} />
                <p class="small">{t.arrivedOf(sizeInWords(offset, reader), sizeInWords(size, reader))}</p>
              </td>
              <td data-label="">
                <form method="post" action={urls.giveUp(request, id)}>
                  <input type="hidden" name="form_token" value={token} />
                  <button type="submit" class="button button-second" aria-label={t.giveUpOf(name)}>{t.giveUp}</button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) // biome-ignore format: a table in a few lines
}
