import type { LawBase, RouteFinding } from '../../law/index.ts'
import type { Matter } from '../../requests/index.ts'
import { routeName } from '../analysis/answers.tsx'
import { itemInWords } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, LongTextField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { RoleField } from './role-field.tsx'
import { byNameField, type Role } from './roles.ts'

/** What a request is to ask for and who is to take part, before there is one. */
export function DraftForm({
  matter,
  findings,
  roles,
  query,
  errors,
  token,
  law,
  reader,
}: {
  matter: Matter
  findings: readonly RouteFinding[]
  roles: readonly Role[]
  query: URLSearchParams
  errors: readonly Complaint[]
  token: string
  law: LawBase
  reader: Reader
}) {
  const { routes, forms, errors: problem, shell, matters } = reader.t
  const t = matters.draft
  const [route] = findings
  const wrong = new Map(errors.map(({ field, message }) => [field, message]))
  const head = (
    <Crumbs
      label={shell.breadcrumbs}
      crumbs={[
        { text: matters.title, href: urls.matters },
        { text: matter.title, href: urls.matter(matter.id) },
        { text: t.title },
      ]}
    />
  )
  if (!route)
    return (
      <>
        {head}
        <PageHead title={t.title} />
        <Empty title={t.notOpen}>
          <p>
            <a href={urls.matterAnalysis(matter.id)}>{t.notOpenNote}</a>
          </p>
        </Empty>
      </>
    )
  const chosen = query.getAll('data')
  const covered = [...new Set(findings.flatMap(({ data }) => data))]
  const [named, further] = [false, true].map((is) => roles.filter(({ isFurtherOn }) => isFurtherOn === is)) as [
    Role[],
    Role[],
  ]
  const field = (role: Role) => (
    <RoleField
      role={role}
      rule={route.rule}
      facts={matter.facts}
      value={query.get(role.name) ?? undefined}
      byName={query.get(byNameField(role)) ?? undefined}
      error={wrong.get(role.name)}
      law={law}
      reader={reader}
    />
  )
  const conflicts = findings.some(({ status }) => status === 'conflict')
  return (
    <>
      {head}
      <ErrorSummary title={problem.title} errors={errors} />
      <PageHead title={t.title} fileNumber={`${matter.fileNumber} · ${matter.title}`} lead={t.lead} />
      <form method="post" action={urls.draft(matter.id)} class="flow flow-wide">
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="rule" value={route.rule} />
        <input type="hidden" name="to" value={route.to ?? ''} />
        <section class="card flow" aria-labelledby="route">
          <div class="between">
            <h2 id="route">{routeName(route, reader)}</h2>
            <span class="cluster">
              {[...new Set(findings.map(({ status }) => status))].map((status) => (
                <Status tone={status} word={routes.status[status]} means={routes.statusMeans[status]} />
              ))}
            </span>
          </div>
          <p class="small">
            <a href={urls.rule(route.rule)}>{routes.readRule}</a>
          </p>
          <TextField
            name="title"
            label={t.name}
            value={query.get('title') ?? matter.title}
            error={wrong.get('title')}
            errorWord={forms.error}
          />
          <ChoiceField
            name="data"
            several
            label={t.data}
            hint={covered.length > 1 ? t.dataHint : undefined}
            error={wrong.get('data')}
            errorWord={forms.error}
            value={chosen.length > 0 ? chosen : covered}
            choices={covered.map((id) => ({
              value: id,
              label: itemInWords(matter.facts, id, reader),
              hint: standingOf(id, findings, reader),
            }))}
          />
        </section>
        <section class="card flow" aria-labelledby="parties">
          <h2 id="parties">{t.parties}</h2>
          <p class="soft measure">{t.partiesNote}</p>
          {named.map(field)}
          {further.length > 0 && (
            <Fold title={t.further} open={further.some(({ name }) => wrong.has(name))}>
              <p class="soft measure">{t.furtherNote}</p>
              {further.map(field)}
            </Fold>
          )}
        </section>
        {conflicts && (
          <section class="card flow" aria-label={t.conflict}>
            <Notice kind="care">
              <p>{t.conflict}</p>
              <p class="small">
                <a href={`${urls.matterAnalysis(matter.id)}#conflicts`}>{routes.conflictsTitle}</a>
              </p>
            </Notice>
            <LongTextField
              name="despite"
              label={t.despite}
              hint={t.despiteHint}
              value={query.get('despite') ?? ''}
              error={wrong.get('despite')}
              errorWord={forms.error}
            />
          </section>
        )}
        <Actions>
          <button type="submit" class="button">
            {t.create}
          </button>
          <span class="soft">{t.nothingLeaves}</span>
          <a href={urls.matter(matter.id)}>{forms.cancel}</a>
        </Actions>
      </form>
    </>
  )
}

/** How the route stands for one item, and what it needs first. */
function standingOf(id: string, findings: readonly RouteFinding[], reader: Reader): string {
  const { routes, seats } = reader.t
  const found = findings.filter(({ data }) => data.includes(id))
  const needs = found.flatMap((finding) => finding.needs.filter(({ met }) => !met))
  const words = [...new Set(found.map(({ status }) => routes.status[status]))]
  return [...words, ...needs.map(({ actor, what }) => routes.approvalBy(seats[actor], reader.law(what)))].join('. ')
}
