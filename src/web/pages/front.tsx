import { Hono } from 'hono'
import type { LawBase } from '../../law/index.ts'
import type { Env } from '../shell/env.ts'
import { urls } from '../urls.ts'

/** What this instance is, and the ways in. */
export function frontPage({
  law,
  isNew,
  demonstration,
}: {
  law: LawBase
  isNew: () => Promise<boolean>
  demonstration: boolean
}) {
  return new Hono<Env>().get(urls.front, async (c) => {
    const { reader, actor } = c.var
    const { front, shell } = reader.t
    const instruments = [...law.rules.values()].filter(({ kind }) => kind === 'instrument').length
    const tiles = [
      ...(actor ? [{ href: urls.today, ...front.tiles.work }] : []),
      { href: urls.routes, ...front.tiles.routes },
      { href: urls.law, ...front.tiles.law },
      { href: urls.redress, ...reader.t.redress.tile },
      ...(actor
        ? []
        : [
            (await isNew()) && !demonstration
              ? { href: urls.setUp, ...front.tiles.setUp }
              : { href: urls.signIn, ...front.tiles.signIn },
          ]),
    ]
    return c.render(
      <>
        <div class="hero">
          <p class="eyebrow">{shell.tagline}</p>
          <h1>{front.title}</h1>
          <p class="lead">{front.lead}</p>
          <p class="cluster">
            <a class="button" href={urls.routes}>
              {front.start}
            </a>
            <span class="soft">{front.startNote}</span>
          </p>
        </div>
        <section class="flow" aria-labelledby="what">
          <h2 id="what">{front.what}</h2>
          <ul class="tiles plain">
            {tiles.map(({ href, title, about }) => (
              <li>
                <a class="card tile" href={href}>
                  <h3>{title}</h3>
                  <p>{about}</p>
                </a>
              </li>
            ))}
          </ul>
          <p class="soft">
            {front.figures(
              reader.list([
                front.rules(reader.number(law.rules.size)),
                front.instruments(reader.number(instruments)),
                front.cases(reader.number(law.cases.length)),
              ]),
            )}
          </p>
        </section>
      </>,
      { title: shell.name },
    )
  })
}
