import { type Context, Hono } from 'hono'
import {
  type Actor, type Elevation, endSessionsOf, findOrganisation, giveUpRole, invite, isPermitted, isRole, isSeat,
  listElevations, membersOf, type Organisation, type Place, permissions, removeMember, reviewEmergency, roles, seats, substitute,
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Shown {
  readonly actor: Actor
  readonly reader: Reader
  readonly token: string
  readonly errorAt: (field: string) => string | undefined
  readonly typed: (field: string) => string
}

/** The people of one's organisation: who sits where, who stands in, what was done in an emergency, and who may do what. */
export function peoplePages({ db, now, origin }: { db: Db; now: Now; origin: string }) {
  const show = async (
    c: Context<Env>,
    {
      complaints = [],
      given,
      link,
    }: { complaints?: readonly Complaint[]; given?: URLSearchParams; link?: string } = {},
  ) => {
    const actor = actorIn(c)
    const { reader, formToken } = c.var
    const { people: t, errors } = reader.t
    const organisation = await findOrganisation(db, actor.org)
    const members = await membersOf(db, actor.org)
    const lent = await listElevations(db, actor.org, now())
    const shown: Shown = {
      actor,
      reader,
      token: formToken,
      errorAt: (field) => complaints.find((one) => one.field === field)?.message,
      typed: (field) => given?.get(field) ?? '',
    }
    const open = lent.filter(({ ended, ends }) => !ended && ends > now().toString())
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: t.account, href: urls.account }, { text: t.people }]}
        />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.people} lead={t.peopleLead(actor.orgName)}>
          <p>
            <a href={urls.whoMay}>{t.whoMay}</a>
            {isPermitted(actor, 'program.manage') && (
              <>
                {' · '}
                <a href={urls.programs}>{t.programs}</a>
              </>
            )}
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {c.req.query('done') && complaints.length === 0 && (
            <Notice kind="done">
              <p>{t.done}</p>
            </Notice>
          )}
          {link && (
            <Notice kind="done">
              <p>{t.linkOnce}</p>
              <p>
                <code>{link}</code>
              </p>
            </Notice>
          )}
          <Members members={members} lent={open} {...shown} />
          {isPermitted(actor, 'member.invite') && <Inviting organisation={organisation} {...shown} />}
          <StandingIn members={members} lent={open.filter(({ way }) => way === 'substitution')} {...shown} />
          <Emergencies
            emergencies={lent.filter(({ way }) => way === 'break-glass')}
            now={now().toString()}
            {...shown}
          />
        </div>
      </>,
      { title: t.people },
    )
  }

  const tried = async (c: Context<Env>, fallback: string, work: (given: URLSearchParams) => Promise<unknown>) => {
    const given = await formIn(c)
    try {
      await work(given)
      return c.redirect(withQuery(urls.people, { done: 'yes' }), 303)
    } catch (error) {
      const complaints = complaintsIn(error, c.var.reader, (path) => (given.has(path) ? path : fallback))
      if (error instanceof DomainError) c.status(statuses[error.kind])
      return show(c, { complaints, given })
    }
  }

  return new Hono<Env>()
    .get(urls.people, (c) => show(c))
    .get(urls.whoMay, (c) => {
      actorIn(c)
      const { people: t, shell } = c.var.reader.t
      return c.render(
        <>
          <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.people, href: urls.people }, { text: t.whoMay }]} />
          <PageHead title={t.whoMay} lead={t.whoMayLead} />
          <WhoMay reader={c.var.reader} />
        </>,
        { title: t.whoMay },
      )
    })
    .post(urls.peopleInvitations, async (c) => {
      const actor = actorIn(c, 'member.invite')
      const given = await formIn(c)
      const [seat, role] = [given.get('seat') ?? '', given.get('role') ?? '']
      try {
        if (!isSeat(seat) || !isRole(role))
          throw new DomainError('invalid', 'bad_answer', c.var.reader.t.forms.problems.choice, { path: 'seat' })
        const invitee = { org: actor.org, name: given.get('name') ?? '', seat, role, claim: given.get('claim') ?? '' }
        const { token } = await db.transaction().execute((tx) => invite(tx, actor, invitee, now()))
        return show(c, { link: origin + urls.invitation(token) })
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => path || 'name')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { complaints, given })
      }
    })
    .post(urls.peopleLeaving, (c) => {
      const actor = actorIn(c, 'member.remove')
      return tried(c, 'members', (given) => {
        const leaver = { person: given.get('person') ?? '', reason: given.get('reason') ?? '' }
        return db.transaction().execute((tx) => removeMember(tx, actor, leaver, now()))
      })
    })
    .post(urls.peopleSessions, (c) => {
      const actor = actorIn(c, 'member.remove')
      return tried(c, 'members', (given) =>
        db.transaction().execute((tx) => endSessionsOf(tx, actor, given.get('person') ?? '', now())),
      )
    })
    .post(urls.substitutions, (c) => {
      const actor = actorIn(c, 'member.substitute')
      return tried(c, 'insteadOf', (given) => {
        const field = (name: string) => given.get(name) ?? ''
        const [from, until] = [`${field('from')}T00:00:00Z`, `${field('until')}T23:59:59Z`]
        const input = {
          insteadOf: field('insteadOf'),
          person: field('person'),
          from,
          until,
          reason: field('substitution'),
        }
        return db.transaction().execute((tx) => substitute(tx, actor, input, now()))
      })
    })
    .post(`${urls.substitutions}/ends`, (c) => {
      const actor = actorIn(c)
      return tried(c, 'insteadOf', (given) =>
        db.transaction().execute((tx) => giveUpRole(tx, actor, given.get('id') ?? '', now())),
      )
    })
    .post(urls.emergencyReviews, (c) => {
      const actor = actorIn(c, 'access.review')
      return tried(c, 'says', (given) =>
        db
          .transaction()
          .execute((tx) => reviewEmergency(tx, actor, given.get('id') ?? '', { says: given.get('says') ?? '' }, now())),
      )
    })
}

function Members({ members, lent, ...shown }: Shown & { members: readonly Place[]; lent: readonly Elevation[] }) {
  const { actor, reader, token } = shown
  const { people: t, seats: seatNames, roles: roleNames } = reader.t
  const may = isPermitted(actor, 'member.remove')
  return (
    <section class="flow" aria-labelledby="members">
      <h2 id="members">{t.members}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.seat}</th>
            <th scope="col">{t.role}</th>
            {may && (
              <th scope="col" class="no-print">
                <span class="hidden-text">{t.leaves}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {members.map(({ person, name, seat, role }) => (
            <tr>
              <th scope="row">{name}</th>
              <td data-label={t.seat}>{seatNames[seat]}</td>
              <td data-label={t.role}>
                {roleNames[role]}
                {lent
                  .filter((one) => one.person === person && one.seat === seat)
                  .map((one) => (
                    <span class="soft"> ({t.lent(roleNames[one.role], reader.instant(one.ends))})</span>
                  ))}
              </td>
              {may && (
                <td class="no-print">
                  {person !== actor.person && (
                    <Fold title={`${t.leaves}${reader.colon}${name}`}>
                      <form method="post" action={urls.peopleSessions}>
                        <input type="hidden" name="form_token" value={token} />
                        <input type="hidden" name="person" value={person} />
                        <button type="submit" class="button button-second">
                          {t.endTheirs}
                        </button>
                      </form>
                      <form method="post" action={urls.peopleLeaving} class="flow flow-tight">
                        <input type="hidden" name="form_token" value={token} />
                        <input type="hidden" name="person" value={person} />
                        <p class="soft small">{t.leavesNote}</p>
                        <label for={`reason-${person}-${seat}`}>{t.reason}</label>
                        <input id={`reason-${person}-${seat}`} name="reason" required autocomplete="off" />
                        <button type="submit" class="button">
                          {t.leavesButton}
                        </button>
                      </form>
                    </Fold>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Inviting({ organisation, reader, token, errorAt, typed }: Shown & { organisation: Organisation }) {
  const { people: t, seats: seatNames, roles: roleNames, forms } = reader.t
  return (
    <section class="flow measure no-print" aria-labelledby="invite">
      <h2 id="invite">{t.invite}</h2>
      <form method="post" action={urls.peopleInvitations} class="card flow">
        <input type="hidden" name="form_token" value={token} />
        <TextField
          name="name"
          label={t.name}
          value={typed('name')}
          error={errorAt('name')}
          errorWord={forms.error}
          required
        />
        <SelectField
          name="seat"
          label={t.seat}
          value={typed('seat')}
          error={errorAt('seat')}
          errorWord={forms.error}
          choices={organisation.seats.map((value) => ({ value, label: seatNames[value] }))}
        />
        <SelectField
          name="role"
          label={t.role}
          value={typed('role') || 'author'}
          choices={roles.map((value) => ({ value, label: roleNames[value] }))}
        />
        <TextField
          name="claim"
          label={t.claim}
          hint={t.claimHint}
          value={typed('claim')}
          error={errorAt('claim')}
          errorWord={forms.error}
        />
        <Actions>
          <button type="submit" class="button">
            {t.inviteButton}
          </button>
        </Actions>
      </form>
    </section>
  )
}

function StandingIn({ members, lent, ...shown }: Shown & { members: readonly Place[]; lent: readonly Elevation[] }) {
  const { actor, reader, token, errorAt, typed } = shown
  const { people: t, forms } = reader.t
  const may = isPermitted(actor, 'member.substitute')
  const named = [...new Map(members.map(({ person, name }) => [person, name]))].map(([value, label]) => ({
    value,
    label,
  }))
  return (
    <section class="flow" aria-labelledby="substitution">
      <h2 id="substitution">{t.substitution}</h2>
      <p class="soft measure">{t.substitutionNote}</p>
      {lent.length === 0 && <p>{t.noSubstitution}</p>}
      <ul>
        {lent.map(({ id, name, insteadOfName, starts, ends, reason }) => (
          <li>
            {t.standsIn(name, insteadOfName ?? '', reader.instant(starts), reader.instant(ends))} {reason}
            {may && (
              <form method="post" action={`${urls.substitutions}/ends`} class="no-print">
                <input type="hidden" name="form_token" value={token} />
                <input type="hidden" name="id" value={id} />
                <button type="submit" class="button button-text">
                  {t.endRole}
                  <span class="hidden-text">: {name}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {may && members.length > 1 && (
        <form method="post" action={urls.substitutions} class="card flow measure no-print">
          <input type="hidden" name="form_token" value={token} />
          <SelectField
            name="insteadOf"
            label={t.away}
            choices={named}
            value={typed('insteadOf')}
            error={errorAt('insteadOf')}
            errorWord={forms.error}
          />
          <SelectField
            name="person"
            label={t.standIn}
            choices={named}
            value={typed('person')}
            error={errorAt('person')}
            errorWord={forms.error}
          />
          <TextField
            name="from"
            type="date"
            label={t.from}
            value={typed('from')}
            error={errorAt('from')}
            errorWord={forms.error}
            required
          />
          <TextField
            name="until"
            type="date"
            label={t.to}
            value={typed('until')}
            error={errorAt('until')}
            errorWord={forms.error}
            required
          />
          <TextField
            name="substitution"
            label={t.reason}
            value={typed('substitution')}
            error={errorAt('reason')}
            errorWord={forms.error}
            required
          />
          <Actions>
            <button type="submit" class="button">
              {t.substitute}
            </button>
          </Actions>
        </form>
      )}
    </section>
  )
}

function Emergencies({ emergencies, now, ...shown }: Shown & { emergencies: readonly Elevation[]; now: string }) {
  const { actor, reader, token } = shown
  const { people: t } = reader.t
  if (emergencies.length === 0) return null
  const may = isPermitted(actor, 'access.review')
  return (
    <section class="flow" aria-labelledby="emergencies">
      <h2 id="emergencies">{t.emergencies}</h2>
      {emergencies.map(({ id, person, name, starts, ends, ended, reason, review }) => (
        <article class="card flow flow-tight">
          <h3>
            {name}, {reader.instant(starts)}
          </h3>
          <p>{(ended ?? ends) > now ? t.until(reader.instant(ends)) : t.endedAt(reader.instant(ended ?? ends))}</p>
          <p>{reason}</p>
          {review ? (
            <p>
              <strong>{t.reviewedBy(review.by, reader.instant(review.at))}</strong> {review.says}
            </p>
          ) : may && person !== actor.person ? (
            <form method="post" action={urls.emergencyReviews} class="flow flow-tight no-print">
              <input type="hidden" name="form_token" value={token} />
              <input type="hidden" name="id" value={id} />
              <label for={`says-${id}`}>{t.finding}</label>
              <textarea id={`says-${id}`} name="says" rows={2} required />
              <button type="submit" class="button button-second">
                {t.review}
              </button>
            </form>
          ) : (
            <p class="soft">{t.notReviewed}</p>
          )}
        </article>
      ))}
    </section>
  )
}

/** Every act there is and who may do it, as the code asks for it: the page is made of the table the code reads. */
function WhoMay({ reader }: { reader: Reader }) {
  const { people: t, seats: seatNames, roles: roleNames } = reader.t
  const may = (act: keyof typeof permissions, seat: (typeof seats)[number]) => {
    const allowed = roles.filter((role) => isPermitted({ seat, role }, act))
    return allowed.length === roles.length ? t.everybody : reader.list(allowed.map((role) => roleNames[role]))
  }
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.act}</th>
          {seats.map((seat) => (
            <th scope="col">{seatNames[seat]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(permissions) as (keyof typeof permissions)[]).map((act) => (
          <tr>
            <th scope="row">
              {t.acts[act]} <code class="small">{act}</code>
            </th>
            {seats.map((seat) => (
              <td data-label={seatNames[seat]}>{may(act, seat) || '–'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
