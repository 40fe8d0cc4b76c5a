import type { Organisation } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import type { Rule } from '../../law/index.ts'
import { Line, Prose, type Sheet, typed } from '../requests/running/sheet.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { LongTextField, SelectField } from '../ui/fields.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

const act = 'propose'

/** The agreement on a team, before anybody has signed it. */
export function NewTeamPage({
  own,
  author,
  directory,
  routes,
  sheet,
}: {
  own: Organisation
  author: string
  directory: readonly Counterpart[]
  routes: readonly Rule<'route'>[]
  sheet: Sheet
}) {
  const { reader, token } = sheet
  const { teams: t, requests, shell, errors, forms } = reader.t
  const { values: rules, ...rule } = typed(sheet, act, 'rule')
  const { values: leaders, ...leader } = typed(sheet, act, 'leader', [own.id])
  const all = [own, ...directory.map(({ org: id, name, state }) => ({ id, name, state }))]
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[{ text: requests.title, href: urls.requests }, { text: t.title, href: urls.teams }, { text: t.new }]}
      />
      <ErrorSummary title={errors.title} errors={sheet.tried?.complaints ?? []} />
      <PageHead title={t.new} lead={t.lead} />
      <form method="post" action={urls.newTeam} class="flow flow-wide" id={act} novalidate>
        <input type="hidden" name="form_token" value={token} />
        <section class="card flow" aria-label={t.new}>
          <Line sheet={sheet} act={act} name="title" label={t.name} />
          <Prose sheet={sheet} act={act} name="purpose" label={t.purpose} />
          <SelectField
            {...rule}
            value={rules[0] ?? ''}
            label={t.rule}
            empty={forms.choose}
            choices={routes.map((one) => ({
              value: one.rule,
              label: `${reader.law(one.title)} (${one.cites[0]?.cite ?? ''}, ${one.instrument})`,
            }))}
          />
          <div>
            <Line sheet={sheet} act={act} name="from" label={t.from} type="date" />
            <Line sheet={sheet} act={act} name="to" label={t.to} type="date" />
          </div>
          <SelectField
            {...leader}
            value={leaders[0] ?? own.id}
            label={t.leader}
            choices={all.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </section>
        <section class="card flow" aria-labelledby="members">
          <h2 id="members">{t.members}</h2>
          <p class="soft">{t.peopleHint}</p>
          {all.map(({ id, name, state }) => {
            const { values, ...field } = typed(sheet, act, `people.${id}`, id === own.id ? [author] : [])
            const label = `${t.member(name, reader.country(state))}${reader.colon}${t.people}`
            return <LongTextField {...field} value={values[0] ?? ''} label={label} rows={2} />
          })}
        </section>
        <p>
          <button type="submit" class="button">
            {t.propose}
          </button>
        </p>
      </form>
    </>
  )
}
