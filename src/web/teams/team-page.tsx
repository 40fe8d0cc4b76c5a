import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { SharedItem, Team } from '../../requests/index.ts'
import type { Item } from '../../vault/index.ts'
import { Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { tones } from './team-list.tsx'

interface Props {
  team: Team
  shared: readonly SharedItem[]
  /** Verified pieces here that have not been shared. */
  items: readonly Item[]
  actor: Actor
  law: LawBase
  sheet: Sheet
}

/** A team for one of its members: the agreement, who has signed it, what was shared. */
export function TeamPage(props: Props & { done: string | undefined }) {
  const { team, actor, law, sheet, done } = props
  const { reader } = sheet
  const { teams: t, requests, shell, errors } = reader.t
  const route = law.rules.get(team.rule)
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: requests.title, href: urls.requests },
          { text: t.title, href: urls.teams },
          { text: team.title },
        ]}
      />
      <ErrorSummary title={errors.title} errors={sheet.tried?.complaints ?? []} />
      <PageHead title={team.title} lead={team.purpose}>
        <p class="cluster">
          <Status tone={tones[team.state]} word={t.state[team.state] ?? ''} />
          <span class="soft">{t.stateMeans[team.state]}</span>
        </p>
        {team.ended && <p>{t.endedOn(reader.instant(team.ended.at), team.ended.why)}</p>}
      </PageHead>
      {done && t.done[done] && !sheet.tried && (
        <Notice kind="done">
          <p>{t.done[done]}</p>
        </Notice>
      )}
      <div class="columns request-columns">
        <div class="flow flow-wide">
          <Signing {...props} />
          {team.state === 'running' && isPermitted(actor, 'evidence.open') && <Sharing {...props} />}
          <Shared {...props} />
          {team.state !== 'ended' && team.leader === actor.org && actor.role === 'head' && (
            <SheetForm
              top
              sheet={sheet}
              act="end"
              title={t.end.title}
              about={t.end.about}
              button={t.end.button}
              look="button button-grave"
            >
              <Prose sheet={sheet} act="end" name="reason" label={t.end.reason} />
            </SheetForm>
          )}
        </div>
        <aside class="flow flow-wide">
          <section class="flow flow-tight" aria-labelledby="agreement">
            <h2 id="agreement">{t.members}</h2>
            <ul class="parties-list plain">
              {team.members.map(({ org, name, state, people, signed }) => (
                <li>
                  <strong>{t.member(name, reader.country(state))}</strong>
                  {org === team.leader && <p class="small">{t.leader}</p>}
                  <p class="small soft">{reader.list(people)}</p>
                  <p class="small soft">{signed ? t.signed(signed.name, reader.instant(signed.at)) : t.unsigned}</p>
                </li>
              ))}
            </ul>
            <dl class="pairs pairs-narrow">
              <dt>{t.rule}</dt>
              <dd>
                <a href={urls.rule(team.rule)}>{reader.law(route?.title ?? team.rule)}</a>
              </dd>
              <dt>{t.from}</dt>
              <dd>{reader.date(team.from)}</dd>
              <dt>{t.to}</dt>
              <dd>{reader.date(team.to)}</dd>
            </dl>
            <p class="small soft">
              {t.terms}: <code>{team.terms}</code>
            </p>
          </section>
        </aside>
      </div>
    </>
  )
}

function Signing({ team, actor, sheet }: Props) {
  const { sign: t } = sheet.reader.t.teams
  const ours = team.members.find(({ org }) => org === actor.org)
  if (team.state === 'ended' || ours?.signed) return null
  const binds =
    actor.seat === 'authority' ? actor.role === 'head' : actor.role !== 'member' && actor.seat !== 'provider'
  if (team.proposed.by === actor.person) return <p class="soft">{t.own}</p>
  if (!binds) return null
  return (
    <section class="card now flow">
      <SheetForm top sheet={sheet} act="sign" title={t.title} about={t.about} button={t.button} />
    </section>
  )
}

function Sharing({ items, sheet }: Props) {
  const { reader } = sheet
  const { teams, forms } = reader.t
  const { share: t } = teams
  if (items.length === 0) return <p class="soft">{t.none}</p>
  const { values, ...field } = typed(sheet, 'share', 'item')
  return (
    <section class="card flow">
      <SheetForm top sheet={sheet} act="share" title={t.title} about={t.about} button={t.button}>
        <SelectField
          {...field}
          value={values[0] ?? ''}
          label={t.item}
          empty={forms.choose}
          choices={items.map(({ id, name, at }) => ({ value: id, label: `${name} (${reader.instant(at)})` }))}
        />
        <Prose sheet={sheet} act="share" name="note" label={t.note} />
      </SheetForm>
    </section>
  )
}

function Shared({ team, shared, sheet }: Props) {
  const { reader } = sheet
  const { teams: t } = reader.t
  const nameOf = (org: string) => team.members.find((member) => member.org === org)?.name ?? org
  if (shared.length === 0)
    return (
      <section class="flow" aria-labelledby="shared">
        <h2 id="shared">{t.shared}</h2>
        <p class="soft">{t.nothingShared}</p>
      </section>
    )
  return (
    <table class="table">
      <caption>{t.shared}</caption>
      <thead>
        <tr>
          {[t.piece, t.by, t.when, t.note].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shared.map((one) => (
          <tr>
            <th scope="row">
              <a href={urls.piece(one.item)}>{one.name}</a>
            </th>
            <td data-label={t.by}>
              {one.by}, {nameOf(one.org)}
            </td>
            <td data-label={t.when}>{reader.instant(one.at)}</td>
            <td data-label={t.note}>{one.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
