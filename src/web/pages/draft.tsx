import { type Context, Hono } from 'hono'
import { findOrganisation } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import { analyse, type LawBase } from '../../law/index.ts'
import { draftRequest, findMatter, type NamedParty, once } from '../../requests/index.ts'
import { DraftForm } from '../drafting/draft-form.tsx'
import { byNameField, findingsOf, partyByName, partyFrom, rolesIn } from '../drafting/roles.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'

export interface DraftParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const place = '/matters/:id{matter_[0-9a-z]+}/draft'

/** Drafting a request by one of the routes the analysis found: the data, the organisations, the reason for a conflict. */
export function draftPages({ db, law, now }: DraftParts) {
  const known = async (c: Context<Env>, query: URLSearchParams) => {
    const actor = actorIn(c, 'request.draft')
    const matter = await findMatter(db, actor.org, c.req.param('id') ?? '')
    const own = await findOrganisation(db, actor.org)
    const analysis = analyse(law, matter.facts, { today: now().toString().slice(0, 10) })
    const findings = findingsOf(analysis, query.get('rule') ?? '', query.get('to') ?? '')
    return { actor, matter, own, findings, directory: await counterparts(db) }
  }
  const show = async (c: Context<Env>, query: URLSearchParams, errors: readonly Complaint[]) => {
    const { reader, formToken: token } = c.var
    const { matter, own, findings, directory } = await known(c, query)
    const roles = rolesIn(findings, own, directory)
    if (errors.length > 0) c.status(400)
    return c.render(<DraftForm {...{ matter, findings, roles, query, errors, token, law, reader }} />, {
      title: reader.t.matters.draft.title,
      current: 'matters',
    })
  }
  return new Hono<Env>()
    .get(place, (c) => show(c, new URL(c.req.url).searchParams, []))
    .post(place, async (c) => {
      const query = await formIn(c)
      const { actor, matter, own, findings, directory } = await known(c, query)
      const data = query.getAll('data')
      const chosen = findings.filter((finding) => finding.data.some((id) => data.includes(id)))
      const needed = new Set(chosen.flatMap(({ steps }) => steps.map(({ id }) => id)))
      const roles = rolesIn(findings, own, directory).filter(({ steps }) =>
        steps.some(({ step }) => needed.has(step.id)),
      )
      const parties = roles.flatMap((role): NamedParty[] => {
        const party = role.candidates.find(({ org }) => org === query.get(role.name))
        if (party) return [partyFrom(party, role)]
        const name = role.candidates.length === 0 ? (query.get(byNameField(role)) ?? '').trim() : ''
        return name ? [partyByName(name, role)] : []
      })
      const input = {
        rule: query.get('rule') ?? '',
        to: query.get('to') || undefined,
        data,
        parties,
        title: query.get('title') ?? '',
        despite: query.get('despite') ?? undefined,
      }
      try {
        const request = await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: matter.id, act: 'draft', input }, now, () =>
              draftRequest(tx, actor, matter.id, input, { law, now }),
            ),
          )
        return c.redirect(withQuery(urls.request(request.id), { done: 'draft' }), 303)
      } catch (error) {
        const fields: Record<string, string> = {
          title: 'title',
          parties: roles[0]?.name ?? 'data',
          rule: 'despite',
        }
        return show(
          c,
          query,
          complaintsIn(error, c.var.reader, (path) => fields[path] ?? 'data'),
        )
      }
    })
}
