import { type Context, Hono } from 'hono'
import { findOrganisation, isPermitted } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts } from '../../exchange/index.ts'
import { type LawBase, opensGate, organsThatOpen, type ReleaseDecision } from '../../law/index.ts'
import {
  agreeToLowering, applyForPermission, decidePermission, findPermission, findRequest, gradePiece, gradingOfPiece, maskings, maskPiece, mayCondition, narrowAnswer, objectionForm, once,
  type Permission, permissionsOf, previewRelease, produce, revokePermission, type Step,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { type Blobs, listItems } from '../../vault/index.ts'
import { mayLeave, whetherItMayLeave, yieldingStep } from '../evidence/leave.tsx'
import { takeFiles } from '../evidence/upload.ts'
import { Decided } from '../gate/decided.tsx'
import { Narrower } from '../gate/narrower.tsx'
import { Facts, Permissions, standingOf, titleOf } from '../gate/permission.tsx'
import { Safeguards } from '../gate/safeguards.tsx'
import { HandlingFold } from '../law/handling.tsx'
import { sourceOf } from '../law/sources.ts'
import { MissingBoxes, Sections } from '../official-form/editor.tsx'
import { changedBoxes } from '../official-form/read-boxes.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { PartHead } from '../requests/part-head.tsx'
import { Line, Prose, type Sheet, SheetForm } from '../requests/running/sheet.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Citation } from '../ui/citation.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import type { ObjectionParts } from './objection.tsx'

const place = '/requests/:id{request_[0-9a-z]+}/gate'
const one = '/permissions/:id{permission_[0-9a-z]+}'

/** Before anything is handed over: what the gate says of each piece, its grade, and the permission that opens it; and the desk of whoever gives it. */
export function gatePages({ db, blobs, law, now }: ObjectionParts & { readonly blobs: Blobs }) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)

  async function show(c: Context<Env>, given: URLSearchParams, complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'order.produce')
    const { reader, formToken: token } = c.var
    const { gate: t } = reader.t
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const pieces = (await listItems(db, actor.org, request.origin)).filter(({ state }) => state === 'sealed')
    const looked = []
    for (const item of pieces) {
      const { decision } = await previewRelease(db, actor, request.id, { evidence: [item.id] }, setting)
      looked.push({ item, decision, ...(await gradingOfPiece(db, actor, item.id)) })
    }
    const permissions = await permissionsOf(db, actor.org, { origin: request.origin, side: 'applicant' })
    const isClosed = looked.some(({ decision }) => !decision.release)
    const evidence = pieces.map(({ id }) => id)
    const narrowing = isClosed ? await narrowAnswer(db, actor, request.id, { evidence }, setting) : undefined
    const story = await storyOf(db, actor, request.id, setting)
    const { state: here } = await findOrganisation(db, actor.org)
    const tried = given.has('act') ? { act: given.get('act') ?? '', given, complaints } : undefined
    const done = c.req.query('done')
    const bars = openable(looked.map(({ decision }) => decision))
    return c.render(
      <>
        <PartHead request={request} title={t.title} lead={t.lead} complaints={complaints} reader={reader}>
          <p class="soft">{t.asOf(reader.instant(now().toString()))}</p>
        </PartHead>
        {done && t.done[done] && !tried && (
          <Notice kind="done">
            <p>{t.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <p class="no-print">
            <a href={urls.conflict(request.id)}>{reader.t.conflicts.link}</a>
          </p>
          {pieces.length === 0 && (
            <Empty title={t.none}>
              <p class="no-print">
                <a href={`${urls.production(request.id)}#add`}>{reader.t.production.addFiles}</a>
              </p>
            </Empty>
          )}
          {pieces.length > 0 && !mayLeave(story) && (
            <Notice kind="care">
              <p>{whetherItMayLeave(story, reader)}</p>
            </Notice>
          )}
          {looked.map(({ item, decision, gradings, standing }) => {
            const sheet: Sheet = { reader, token, tried, address: () => urls.gateGrade(request.id, item.id) }
            const waiting = gradings.filter(({ lowers, second }) => lowers && !second)
            return (
              <section class="card flow" aria-labelledby={item.id}>
                <div class="between">
                  <h2 id={item.id}>{item.name}</h2>
                  {standing && <p>{t.graded(classTitle(law, standing.grade, reader))}</p>}
                </div>
                <Decided decision={decision} permissions={permissions} law={law} reader={reader} />
                {standing?.grade.scheme && standing.grade.class && (
                  <HandlingFold
                    edition={law.at(today())}
                    level={{ scheme: standing.grade.scheme, class: standing.grade.class }}
                    reader={reader}
                  />
                )}
                {waiting.map(({ id, grade, byName, by }) => (
                  <form method="post" action={urls.gateAgree(request.id, item.id, id)} class="between">
                    <input type="hidden" name="form_token" value={token} />
                    <p>{t.lowering(classTitle(law, grade, reader), byName)}</p>
                    {by !== actor.person && (
                      <button type="submit" class="button">
                        {t.agree}
                      </button>
                    )}
                  </form>
                ))}
                <Fold title={t.grade} open={tried?.act === item.id}>
                  <SheetForm sheet={sheet} act={item.id} title={t.grade} about={t.gradeAbout} button={t.gradeButton}>
                    <SelectField
                      name={`${item.id}.class`}
                      label={t.scheme}
                      value={given.get(`${item.id}.class`) ?? undefinedToEmpty(standing?.grade)}
                      empty={reader.t.forms.choose}
                      choices={classesIn(law, here).map(({ value, title }) => ({ value, label: reader.law(title) }))}
                    />
                    <Line sheet={sheet} act={item.id} name="persons" label={t.persons} />
                    <ChoiceField
                      name={`${item.id}.important`}
                      label={t.important}
                      row
                      value={[given.get(`${item.id}.important`) ?? 'no']}
                      choices={[
                        { value: 'yes', label: reader.t.forms.yes },
                        { value: 'no', label: reader.t.forms.no },
                      ]}
                    />
                    <Prose sheet={sheet} act={item.id} name="reason" label={t.why} />
                  </SheetForm>
                </Fold>
              </section>
            )
          })}
          {bars.length > 0 && (
            <section class="flow no-print" aria-labelledby="apply">
              <h2 id="apply">{t.apply}</h2>
              <p class="measure">{t.applyAbout}</p>
              <form method="get" action={urls.gatePermissions(request.id)} class="card flow measure">
                <SelectField
                  name="bar"
                  label={t.bar}
                  choices={bars.map((rule) => ({ value: rule, label: reader.law(titleOf(law, rule)) }))}
                />
                <Actions>
                  <button type="submit" class="button">
                    {t.goOn}
                  </button>
                </Actions>
              </form>
            </section>
          )}
          {narrowing && (
            <Narrower
              narrowing={narrowing}
              request={request.id}
              pieces={pieces}
              action={urls.gatePart(request.id)}
              token={token}
              law={law}
              reader={reader}
            />
          )}
          <Safeguards
            request={request}
            step={yieldingNow(story.steps, actor.org)}
            dealings={story.dealings}
            permissions={permissions}
            mayPut={mayCondition(law, request, permissions)}
            token={token}
            reader={reader}
          />
          {permissions.length > 0 && (
            <section class="flow" aria-labelledby="permissions">
              <h2 id="permissions">{t.permissions}</h2>
              <Permissions permissions={permissions} law={law} now={now()} reader={reader} />
            </section>
          )}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  }

  /** The organ, the pieces, and section by section the content that the law wants. */
  async function applying(c: Context<Env>, given: URLSearchParams, complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'order.produce')
    const { reader, formToken: token } = c.var
    const { gate: t, forms } = reader.t
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const pieces = (await listItems(db, actor.org, request.origin)).filter(({ state }) => state === 'sealed')
    const bar = given.get('bar') ?? c.req.query('bar') ?? ''
    if (pieces.length === 0 || opensGate(law, bar, today(), []) === undefined)
      return c.redirect(urls.gate(request.id), 303)
    const wrong = (field: string) => complaints.find((complaint) => complaint.field === field)?.message
    const all = await counterparts(db)
    const opening = opensGate(law, bar, today(), ['central', 'court', 'overseer'])
    const own = all.find(({ org }) => org === request.org)?.state
    const organs = organsThatOpen(law, bar, { on: today(), own }, all)
    const form = opening?.form ? await objectionForm(db, request, opening.form, {}, setting) : undefined
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[
            { text: reader.t.requests.title, href: urls.requests },
            { text: request.title, href: urls.request(request.id) },
            { text: t.title, href: urls.gate(request.id) },
            { text: t.apply },
          ]}
        />
        <ErrorSummary title={reader.t.errors.title} errors={complaints} />
        <PageHead
          fileNumber={`${request.fileNumber} · ${request.title}`}
          title={form ? reader.law(form.heading) : t.apply}
          lead={t.applyAbout}
        />
        <form method="post" action={urls.gatePermissions(request.id)} class="flow flow-wide" novalidate>
          <input type="hidden" name="form_token" value={token} />
          <input type="hidden" name="bar" value={bar} />
          <input type="hidden" name="boxes" value="all" />
          <div class="card flow measure">
            <p>
              <a href={urls.rule(bar)}>{reader.law(titleOf(law, bar))}</a>
            </p>
            {(opening?.clocks.length ?? 0) === 0 && <p>{t.noDeadline}</p>}
            <SelectField
              name="authority"
              label={t.authority}
              value={given.get('authority') ?? ''}
              {...(organs.length > 1 && { empty: forms.choose })}
              choices={organs.map(({ org, name }) => ({ value: org, label: name }))}
              {...(wrong('authority') && { error: wrong('authority') as string })}
            />
            <ChoiceField
              name="evidence"
              label={t.pieces}
              several
              value={given.has('evidence') ? given.getAll('evidence') : pieces.map(({ id }) => id)}
              choices={pieces.map(({ id, name }) => ({ value: id, label: name }))}
              {...(wrong('evidence') && { error: wrong('evidence') as string })}
            />
            {!form && (
              <Prose
                sheet={{
                  reader,
                  token,
                  tried: given.has('apply.reason') ? { act: 'apply', given, complaints } : undefined,
                  address: () => '',
                }}
                act="apply"
                name="reason"
                label={t.why}
              />
            )}
          </div>
          {form && complaints.length === 0 && (
            <Fold title={reader.t.officialForm.missing}>
              <MissingBoxes form={form} reader={reader} />
            </Fold>
          )}
          {form && (
            <Sections
              form={form}
              typed={given.has('boxes') ? given : undefined}
              errors={complaints}
              opens="first"
              reader={reader}
            />
          )}
          <Actions>
            <button type="submit" class="button">
              {t.applyButton}
            </button>
            <a href={urls.gate(request.id)}>{forms.cancel}</a>
          </Actions>
        </form>
      </>,
      { title: t.apply, current: 'requests' },
    )
  }

  /** The bars that somebody's leave would open. */
  const openable = (decisions: readonly ReleaseDecision[]): string[] => {
    const lines = decisions.flatMap(({ items }) => items.flatMap(({ because }) => because))
    const closed = [
      ...new Set(
        lines
          .filter(({ holds, rule }) => holds === false || (holds === null && rule.endsWith('/known-law')))
          .map(({ rule }) => rule),
      ),
    ]
    return closed.filter((rule) => opensGate(law, rule, today(), []) !== undefined)
  }

  async function desk(
    c: Context<Env>,
    permission: Permission,
    given: URLSearchParams,
    complaints: readonly Complaint[] = [],
  ) {
    const { reader, formToken: token } = c.var
    const { gate: t, errors } = reader.t
    const actor = actorIn(c, 'request.read')
    const tried = given.has('act') ? { act: given.get('act') ?? '', given, complaints } : undefined
    const sheet: Sheet = { reader, token, tried, address: (act) => urls.permissionAct(permission.id, act) }
    const cites = law.rules.get(permission.gate)?.cites
    const isOurs = permission.side === 'authority' && permission.seat === actor.seat && mayDecide(actor)
    const done = c.req.query('done')
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead eyebrow={t.listTitle} title={reader.law(titleOf(law, permission.gate))}>
          <p class="soft">
            {t.states[standingOf(permission, now())]}
            {cites?.[0] && (
              <>
                {' · '}
                <Citation source={sourceOf(law, permission.gate, cites[0].cite, reader)} />
              </>
            )}
          </p>
        </PageHead>
        {done && t.done[done] && !tried && (
          <Notice kind="done">
            <p>{t.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <div class="card flow">
            <Facts permission={permission} reader={reader} />
          </div>
          <section class="flow" aria-labelledby="content">
            <h2 id="content">{t.content}</h2>
            <dl class="pairs">
              {contentOf(law, permission, reader).map(([label, said]) => (
                <>
                  <dt>{label}</dt>
                  <dd>{said}</dd>
                </>
              ))}
            </dl>
          </section>
          {isOurs && !permission.decision && (
            <SheetForm sheet={sheet} act="decision" title={t.decide} about={t.decideAbout} button={t.decide} top>
              <ChoiceField
                name="decision.outcome"
                label={t.decide}
                row
                value={[given.get('decision.outcome') ?? '']}
                choices={[
                  { value: 'granted', label: t.grant },
                  { value: 'refused', label: t.refuse },
                ]}
              />
              <Line sheet={sheet} act="decision" name="until" label={t.untilDay} type="date" />
              <Prose
                sheet={sheet}
                act="decision"
                name="conditions"
                label={`${t.conditions} ${reader.t.forms.optional}`}
              />
              <Prose sheet={sheet} act="decision" name="reason" label={t.why} />
            </SheetForm>
          )}
          {isOurs && permission.decision?.outcome === 'granted' && !permission.revoked && (
            <SheetForm sheet={sheet} act="revocation" title={t.revoke} button={t.revokeButton}>
              <Prose sheet={sheet} act="revocation" name="reason" label={t.why} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: t.listTitle, current: 'requests' },
    )
  }

  const found = (c: Context<Env>) =>
    findPermission(db, actorIn(c, 'request.read').org, parseId('permission', c.req.param('id') ?? ''))

  /** Does it, or shows the page again with what is wrong beside its field. */
  async function deed(
    c: Context<Env>,
    {
      work,
      again,
      done,
      field,
    }: {
      work: () => Promise<unknown>
      again: (complaints: Complaint[]) => Promise<Response> | Response
      done: string
      field: (path: string) => string
    },
  ): Promise<Response> {
    try {
      await work()
    } catch (error) {
      const complaints = complaintsIn(error, c.var.reader, field)
      c.status(400)
      return again(complaints)
    }
    return c.redirect(done, 303)
  }

  return new Hono<Env>()
    .get(place, (c) => show(c, new URLSearchParams()))
    .post(`${place}/:item{item_[0-9a-z]+}/gradings`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      const item = parseId('item', c.req.param('item'))
      given.set('act', item)
      const said = (name: string) => given.get(`${item}.${name}`) ?? ''
      const [scheme, graded] = said('class').split(' ')
      const persons = /^\d+$/.test(said('persons')) ? { persons: Number(said('persons')) } : {}
      const grade = { scheme, class: graded, ...persons, declaredImportant: said('important') === 'yes' }
      return deed(c, {
        work: () =>
          db.transaction().execute((tx) => gradePiece(tx, actor, item, { grade, reason: said('reason') }, setting)),
        again: (complaints) => show(c, given, complaints),
        done: withQuery(urls.gate(c.req.param('id') ?? ''), { done: 'graded' }),
        field: (path) => `${item}.${path.startsWith('grade') ? 'class' : 'reason'}`,
      })
    })
    .post(`${place}/:item{item_[0-9a-z]+}/gradings/:grading{grading_[0-9a-z]+}`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      const [item, grading] = [c.req.param('item'), c.req.param('grading')]
      return deed(c, {
        work: () => db.transaction().execute((tx) => agreeToLowering(tx, actor, item, grading, setting)),
        again: (complaints) => show(c, given, complaints),
        done: withQuery(urls.gate(c.req.param('id') ?? ''), { done: 'agreed' }),
        field: () => item,
      })
    })
    .post(`${place}/:item{item_[0-9a-z]+}/masked`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const [id, item] = [parseId('request', c.req.param('id') ?? ''), parseId('item', c.req.param('item'))]
      const change = maskings.find((one) => one === c.req.query('change')) ?? 'masked'
      const mask = (bytes: AsyncIterable<Uint8Array>) =>
        maskPiece({ db, blobs, now }, actor, id, item, { change, bytes }, setting)
      return deed(c, {
        work: () => takeFiles(c.req.raw, ({ bytes }) => mask(bytes)),
        again: (complaints) => show(c, new URLSearchParams({ act: `mask-${item}` }), complaints),
        done: withQuery(urls.gate(id), { done: 'masked' }),
        field: () => `mask-${item}`,
      })
    })
    .post(`${place}/part`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      const id = parseId('request', c.req.param('id') ?? '')
      const part = { evidence: given.getAll('evidence'), complete: false }
      return deed(c, {
        work: () =>
          db
            .transaction()
            .execute((tx) =>
              once(tx, actor, { about: id, act: 'produce', input: part }, now, () =>
                produce(tx, actor, id, part, setting),
              ),
            ),
        again: (complaints) => show(c, given, complaints),
        done: withQuery(urls.production(id), { handed: String(part.evidence.length) }),
        field: () => 'narrower',
      })
    })
    .get(`${place}/permissions`, (c) => applying(c, new URLSearchParams()))
    .post(`${place}/permissions`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
      const gate = given.get('bar') ?? ''
      const form = opensGate(law, gate, today(), [])?.form
      return deed(c, {
        work: async () => {
          const content = form
            ? changedBoxes(await objectionForm(db, request, form, {}, setting), given)
            : { reason: given.get('apply.reason') ?? '' }
          const asked = { gate, authority: given.get('authority') ?? '', evidence: given.getAll('evidence'), content }
          await db.transaction().execute((tx) => applyForPermission(tx, actor, request.id, asked, setting))
        },
        again: (complaints) => applying(c, given, complaints),
        done: withQuery(urls.gate(request.id), { done: 'applied' }),
        field: (path) => (path === 'content.reason' || path === 'reason' ? 'apply.reason' : path),
      })
    })
    .get('/permissions', async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const { gate: t } = reader.t
      const all = await permissionsOf(db, actor.org)
      return c.render(
        <>
          <PageHead title={t.listTitle} lead={t.listLead} />
          {all.length === 0 ? (
            <Empty title={t.listNone} />
          ) : (
            <Permissions permissions={all} law={law} now={now()} reader={reader} />
          )}
        </>,
        { title: t.listTitle, current: 'requests' },
      )
    })
    .get(one, async (c) => desk(c, await found(c), new URLSearchParams()))
    .post(`${one}/decision`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const given = await formIn(c)
      given.set('act', 'decision')
      const permission = await found(c)
      const said = (name: string) => given.get(`decision.${name}`) ?? ''
      const outcome = said('outcome') === 'granted' ? ('granted' as const) : ('refused' as const)
      const until = /^\d{4}-\d\d-\d\d$/.test(said('until'))
        ? Temporal.PlainDate.from(said('until')).add({ days: 1 }).toZonedDateTime('UTC').toInstant().toString()
        : undefined
      const answer = { outcome, reason: said('reason'), conditions: said('conditions'), until }
      return deed(c, {
        work: () => db.transaction().execute((tx) => decidePermission(tx, actor, permission.id, answer, setting)),
        again: (complaints) => desk(c, permission, given, complaints),
        done: withQuery(urls.permission(permission.id), { done: 'decided' }),
        field: (path) => `decision.${path || 'reason'}`,
      })
    })
    .post(`${one}/revocation`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const given = await formIn(c)
      given.set('act', 'revocation')
      const permission = await found(c)
      const reason = given.get('revocation.reason') ?? ''
      return deed(c, {
        work: () => db.transaction().execute((tx) => revokePermission(tx, actor, permission.id, reason, setting)),
        again: (complaints) => desk(c, permission, given, complaints),
        done: withQuery(urls.permission(permission.id), { done: 'revoked' }),
        field: (path) => `revocation.${path || 'reason'}`,
      })
    })
}

/** The step by which it is handed over, once it is to be done. */
const yieldingNow = (steps: readonly Step[], org: string): Step | undefined => {
  const step = yieldingStep(steps, org)
  return step?.is === 'current' ? step : undefined
}

const mayDecide = (actor: Parameters<typeof isPermitted>[0]) =>
  isPermitted(actor, actor.seat === 'court' ? 'request.validate' : 'request.examine')

type Graded = { readonly scheme?: string | null | undefined; readonly class?: string | null | undefined }

const undefinedToEmpty = (grade: Graded | undefined) => (grade?.scheme ? `${grade.scheme} ${grade.class}` : '')

/** The classes of the base, those of the own state first and of each scheme the highest. */
function classesIn(law: LawBase, here: string) {
  return [...law.rules.values()]
    .flatMap((rule) => (rule.kind === 'class' ? [rule] : []))
    .sort(
      (a, b) =>
        Number(b.scheme === here) - Number(a.scheme === here) || a.scheme.localeCompare(b.scheme) || b.rank - a.rank,
    )
    .map(({ scheme, id, title }) => ({ value: `${scheme} ${id}`, title }))
}

function classTitle(law: LawBase, { scheme, class: id }: Graded, reader: Reader): string {
  const found = [...law.rules.values()].find(
    (rule) => rule.kind === 'class' && rule.scheme === scheme && rule.id === id,
  )
  return found ? `${reader.law(found.title)} (${id})` : String(id)
}

/** What an application says, in the order of its form and by the names of its boxes. */
function contentOf(law: LawBase, { gate, content }: Permission, reader: Reader): [string, string][] {
  const rule = law.rules.get(gate)
  const form = law.rules.get((rule?.kind === 'gate' && rule.approval?.form) || '')
  const fields = form?.kind === 'form' ? form.sections.flatMap((section) => section.fields) : []
  const placed = fields.filter(({ id }) => id in content)
  const known = new Set(placed.map(({ id }) => id))
  const others = Object.keys(content).filter((id) => !known.has(id))
  const inWords = (value: unknown, options: readonly { id: string; label: string }[] = []): string => {
    if (typeof value === 'boolean') return value ? reader.t.forms.yes : reader.t.forms.no
    if (Array.isArray(value)) return reader.list(value.map((one) => inWords(one, options)))
    const option = options.find(({ id }) => id === value)
    return option ? reader.law(option.label) : String(value)
  }
  return [
    ...placed.map((field): [string, string] => [reader.law(field.label), inWords(content[field.id], field.options)]),
    ...others.map((id): [string, string] => [id === 'reason' ? reader.t.gate.why : id, inWords(content[id])]),
  ]
}
