import type { LawBase, RouteFinding } from '../../../law/index.ts'
import type { Matter, Request } from '../../../requests/index.ts'
import { routeName } from '../../analysis/answers.tsx'
import { itemInWords } from '../../interview/words.ts'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Crumbs, PageHead } from '../../ui/page-head.tsx'
import { Status } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'
import type { Sheet } from './sheet.tsx'

/** The ways to have the data of a matter kept at once, each with one button. */
export function FirstPage({
  matter,
  routes,
  beside,
  sheet,
}: {
  matter: Matter
  routes: readonly RouteFinding[]
  beside: Request | undefined
  law: LawBase
  sheet: Sheet
}) {
  const { reader, token, tried } = sheet
  const { running, matters, shell, errors, routes: words } = reader.t
  const t = running.first
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: matters.title, href: urls.matters },
          { text: matter.title, href: urls.matter(matter.id) },
          { text: t.title },
        ]}
      />
      <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
      <PageHead title={t.title} fileNumber={`${matter.fileNumber} · ${matter.title}`} lead={t.about}>
        {beside && <p class="soft">{t.beside(beside.title)}</p>}
      </PageHead>
      {routes.length === 0 && <p class="soft">{t.none}</p>}
      <ul class="plain flow" id="first">
        {routes.map((route) => (
          <li class="card flow flow-tight">
            <div class="between">
              <h2>
                <a href={urls.rule(route.rule)}>{routeName(route, reader)}</a>
              </h2>
              <Status tone={route.status} word={words.status[route.status]} means={words.statusMeans[route.status]} />
            </div>
            <p class="small soft">{reader.list(route.data.map((id) => itemInWords(matter.facts, id, reader)))}</p>
            <form method="post" action={sheet.address('first')} class="no-print">
              <input type="hidden" name="form_token" value={token} />
              <input type="hidden" name="first.rule" value={route.rule} />
              <input type="hidden" name="first.to" value={route.to ?? ''} />
              {route.data.map((id) => (
                <input type="hidden" name="first.data" value={id} />
              ))}
              {beside && <input type="hidden" name="first.beside" value={beside.id} />}
              <button
                type="submit"
                class="button"
                aria-label={`${t.button}${reader.colon}${routeName(route, reader)} (${reader.list(route.data.map((id) => itemInWords(matter.facts, id, reader)))})`}
              >
                {t.button}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
