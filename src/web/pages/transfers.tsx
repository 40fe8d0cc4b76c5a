import { type Context, Hono } from 'hono'
import { type Actor, findOrganisation, isPermitted } from '../../accounts/index.ts'
import { countryCodes } from '../../base/countries.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts } from '../../exchange/index.ts'
import { peopleIn } from '../../law/index.ts'
import {
  assessTransfer, enterTransfer, fileTransfer, findTransfer, openTransfer, outflowsOfYear, type Transfer, transferStanding, transfersOf, waysIn,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { titleOf } from '../gate/permission.tsx'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Citation } from '../ui/citation.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import type { ObjectionParts } from './objection.tsx'

const one = '/transfers/:id{transfer_[0-9a-z]+}'

/** The ways by which data leave for business: each with its assessment, its stages and its periods; and what left this year. */
export function transferPages({ db, law, now }: ObjectionParts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)

  async function list(c: Context<Env>, given = new URLSearchParams(), complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const { transfers: t, errors, forms } = reader.t
    const all = await transfersOf(db, actor.org)
    const outflows = await outflowsOfYear(db, actor.org, setting)
    const people = outflows.map(({ release }) => peopleIn(law, release))
    const sum = (of: 'persons' | 'sensitivePersons') => people.reduce((whole, some) => whole + (some?.[of] ?? 0), 0)
    const tried = given.has('open.path') ? { act: 'open', given, complaints } : undefined
    const sheet: Sheet = { reader, token, tried, address: () => urls.transfers }
    const { state: here } = await findOrganisation(db, actor.org)
    const ways = waysIn(law, today())
    const own = ways.filter(({ way }) => way.state === here)
    const choices = {
      // An organisation of a state whose ways are not known here may answer for data of another.
      way: (own.length > 0 ? own : ways).map(({ rule, title, way }) => ({
        value: rule,
        label:
          way.state === here ? reader.law(title) : `${reader.country(way.state)}${reader.colon}${reader.law(title)}`,
      })),
      state: countryCodes.map((code) => ({ value: code, label: reader.country(code) })),
      kind: [
        { value: 'company', label: t.kinds.company },
        { value: 'person', label: t.kinds.person },
      ],
    }
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {all.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <ul class="plain flow">
              {all.map((transfer) => (
                <li class="card flow flow-tight">
                  <p>
                    <a href={urls.transfer(transfer.id)}>{reader.law(titleOf(law, transfer.path))}</a>
                  </p>
                  <p>
                    {transfer.recipient.name}, {reader.country(transfer.recipient.state)} · {transfer.purpose}
                  </p>
                  <Filed transfer={transfer} reader={reader} />
                  <Holding c={c} transfer={transfer} />
                </li>
              ))}
            </ul>
          )}
          <section class="flow" aria-labelledby="outflows">
            <h2 id="outflows">{t.outflows}</h2>
            {outflows.length === 0 ? (
              <p class="soft">{t.outflowsNone}</p>
            ) : (
              <>
                <p>{t.counted(reader.number(sum('persons')), reader.number(sum('sensitivePersons')))}</p>
                <ul>
                  {outflows.map(({ at, release, byName }, i) => (
                    <li>
                      {reader.instant(at)}
                      {reader.colon}
                      {release.recipient?.id} · {release.purpose} ·{' '}
                      {t.people(reader.number((people[i]?.persons ?? 0) + (people[i]?.sensitivePersons ?? 0)))} ·{' '}
                      {byName}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          {isPermitted(actor, 'order.produce') && (
            <SheetForm sheet={sheet} act="open" title={t.open} about={t.openAbout} button={t.begin}>
              <SelectField
                {...single(sheet, 'open', 'path')}
                label={t.way}
                empty={forms.choose}
                choices={choices.way}
              />
              <Line sheet={sheet} act="open" name="name" label={t.name} />
              <SelectField
                {...single(sheet, 'open', 'state')}
                label={t.state}
                empty={forms.choose}
                choices={choices.state}
              />
              <SelectField {...single(sheet, 'open', 'kind')} label={t.kind} choices={choices.kind} />
              <Line sheet={sheet} act="open" name="purpose" label={t.purpose} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  }

  /** Whether data may leave by it, and from when it is asked for anew. */
  function Holding({ c, transfer }: { c: Context<Env>; transfer: Transfer }) {
    const { reader } = c.var
    const { transfers: t } = reader.t
    const { holds, renewal } = transferStanding(law, transfer, today())
    return (
      <Notice kind={holds ? 'done' : 'care'}>
        <p>
          <strong>{holds ? t.holds(reader.date(holds.from), reader.date(holds.until)) : t.holdsNot}</strong>
        </p>
        {holds && renewal?.opens && (
          <p>
            {t.renewal(reader.date(renewal.opens))} ({renewal.cite})
          </p>
        )}
      </Notice>
    )
  }

  async function desk(c: Context<Env>, given = new URLSearchParams(), complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const { transfers: t, errors } = reader.t
    const transfer = await findTransfer(db, actor.org, parseId('transfer', c.req.param('id') ?? ''))
    const { way, missing, next, clocks } = transferStanding(law, transfer, today())
    const tried = given.has('act') ? { act: given.get('act') ?? '', given, complaints } : undefined
    const sheet: Sheet = { reader, token, tried, address: (act) => `${urls.transfer(transfer.id)}/${act}` }
    const done = complaints.length === 0 ? t.did[c.req.query('done') ?? ''] : undefined
    const cite = (article: string) => <Citation source={sourceOf(law, transfer.path, article, reader)} />
    const isOpen = mayKeep(actor, transfer)
    const isFiled =
      transfer.other !== undefined || transfer.entries.some(({ moment }) => moment !== way.stages[0]?.moment)
    const mayFile = isOpen && !transfer.other && next.some(({ arrives }) => arrives === 'filing')
    const organs = mayFile
      ? (await counterparts(db)).filter(
          ({ state, seats }) => state === way.state && (seats as readonly string[]).includes(way.filed_at),
        )
      : []
    const found = (
      <ol class="plain flow">
        {way.heads.map(({ id, says: text, cite: article }) => (
          <li class="flow flow-tight measure">
            <h3>
              {reader.law(text)} {cite(article)}
            </h3>
            <p class="said-words">{transfer.heads[id] ?? ''}</p>
          </li>
        ))}
      </ol>
    )
    const assess = (
      <section class="flow" aria-labelledby="assessment">
        {/* On the screen the form has this title. */}
        <h2 id="assessment" class={isOpen && !isFiled ? 'print-only' : undefined}>
          {t.assessment}
        </h2>
        {missing.length > 0 && <p>{t.missing(missing.length)}</p>}
        {isOpen && !isFiled ? (
          <SheetForm sheet={sheet} act="heads" title={t.assessment} about={t.assessmentAbout} button={t.save} top>
            {way.heads.map(({ id, says: text, cite: article }) => (
              <Prose
                sheet={sheet}
                act="heads"
                name={id}
                label={`${reader.law(text)} (${article})`}
                initial={transfer.heads[id] ?? ''}
              />
            ))}
          </SheetForm>
        ) : (
          found
        )}
        {isOpen && !isFiled && <div class="print-only">{found}</div>}
      </section>
    )
    const isFirst = isOpen && missing.length > 0
    const says = new Map(way.stages.map(({ moment, says: text }) => [moment, reader.law(text)]))
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: t.title, href: urls.transfers }, { text: transfer.recipient.name }]}
        />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead
          eyebrow={`${transfer.recipient.name}, ${reader.country(transfer.recipient.state)}`}
          title={reader.law(titleOf(law, transfer.path))}
          lead={transfer.purpose}
        />
        <div class="flow flow-wide">
          {done && (
            <Notice kind="done">
              <p>{done}</p>
            </Notice>
          )}
          <Filed transfer={transfer} reader={reader} />
          <Holding c={c} transfer={transfer} />
          {way.confidence && <p class="soft">{t.unconfirmed}</p>}
          {isFirst && assess}
          <section class="flow" aria-labelledby="stages">
            <h2 id="stages">{t.stages}</h2>
            {transfer.entries.length === 0 && <p class="soft">{t.stagesNone}</p>}
            <ol>
              {transfer.entries.map(({ moment, day, outcome, note, byName }) => (
                <li>
                  {reader.date(day)}
                  {reader.colon}
                  {says.get(moment)}
                  {outcome && ` — ${t.outcomes[outcome]}`}{' '}
                  <span class="soft">{[note, byName].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ol>
            {clocks.length > 0 && <h3>{t.clocks}</h3>}
            <ul>
              {clocks.map(({ due, stopped, late }) => (
                <li>
                  {reader.law(due.title)}
                  {reader.colon}
                  {due.local && t.due(reader.date(due.local.slice(0, 10)))}
                  {stopped && `, ${t.done(reader.date(stopped))}`} {late && <strong>{t.late}</strong>}{' '}
                  <Citation source={sourceOf(law, due.rule, due.cite, reader)} />
                </li>
              ))}
            </ul>
          </section>
          {organs.length > 0 && (
            <SheetForm sheet={sheet} act="filing" title={t.file} about={t.fileAbout} button={t.fileButton}>
              <SelectField
                {...single(sheet, 'filing', 'authority')}
                label={t.authority}
                hint={way.filed_with && `${reader.law(way.filed_with.says)} (${way.filed_with.cite})`}
                empty={reader.t.forms.choose}
                choices={organs.map(({ org, name }) => ({ value: org, label: name }))}
              />
            </SheetForm>
          )}
          {isOpen && next.length > 0 && (
            <SheetForm sheet={sheet} act="enter" title={t.enter} button={t.entered}>
              <SelectField
                {...single(sheet, 'enter', 'moment')}
                label={t.stage}
                choices={next.map(({ moment, says: text, cite: article }) => ({
                  value: moment,
                  label: `${reader.law(text)} (${article})`,
                }))}
              />
              <Line sheet={sheet} act="enter" name="day" label={t.day} type="date" />
              {next.some(({ moment }) => moment === way.begins) && (
                <>
                  <SelectField
                    {...single(sheet, 'enter', 'outcome')}
                    label={t.outcome}
                    choices={[
                      { value: 'passed', label: t.outcomes.passed },
                      { value: 'failed', label: t.outcomes.failed },
                    ]}
                  />
                  {!way.valid && <Line sheet={sheet} act="enter" name="until" label={t.until} type="date" />}
                </>
              )}
              <Prose sheet={sheet} act="enter" name="note" label={t.note} />
            </SheetForm>
          )}
          {!isFirst && assess}
        </div>
      </>,
      { title: reader.law(titleOf(law, transfer.path)), current: 'requests' },
    )
  }

  /** Does it, and goes on; what is refused is said on the page it came from. */
  async function deed(
    c: Context<Env>,
    work: () => Promise<string>,
    again: (complaints: Complaint[]) => Promise<Response>,
    field: (path: string) => string,
  ) {
    try {
      return c.redirect(await work(), 303)
    } catch (error) {
      const complaints = complaintsIn(error, c.var.reader, field)
      c.status(400)
      return again(complaints)
    }
  }

  return new Hono<Env>()
    .get('/transfers', (c) => list(c))
    .post('/transfers', async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      const of = (name: string) => given.get(`open.${name}`) ?? ''
      const recipient = {
        name: of('name'),
        state: of('state'),
        kind: of('kind') === 'person' ? ('person' as const) : ('company' as const),
      }
      const wanted = { path: of('path'), recipient, purpose: of('purpose') }
      return deed(
        c,
        async () =>
          urls.transfer((await db.transaction().execute((tx) => openTransfer(tx, actor, wanted, setting))).id),
        (complaints) => list(c, given, complaints),
        (path) => `open.${path.split('.').at(-1) || 'name'}`,
      )
    })
    .get(one, (c) => desk(c))
    .post(`${one}/heads`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      given.set('act', 'heads')
      const id = parseId('transfer', c.req.param('id'))
      const heads = Object.fromEntries(
        [...given].flatMap(([name, value]) => (name.startsWith('heads.') ? [[name.slice(6), value]] : [])),
      )
      return deed(
        c,
        async () =>
          did(await db.transaction().execute((tx) => assessTransfer(tx, actor, id, { heads }, setting)), 'heads'),
        (complaints) => desk(c, given, complaints),
        (path) => path || 'heads.lawful',
      )
    })
    .post(`${one}/filing`, async (c) => {
      const actor = actorIn(c, 'order.produce')
      const given = await formIn(c)
      given.set('act', 'filing')
      const id = parseId('transfer', c.req.param('id'))
      const authority = given.get('filing.authority') ?? ''
      return deed(
        c,
        async () =>
          did(await db.transaction().execute((tx) => fileTransfer(tx, actor, id, authority, setting)), 'filing'),
        (complaints) => desk(c, given, complaints),
        (path) => (path.startsWith('heads.') ? path : 'filing.authority'),
      )
    })
    .post(`${one}/enter`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const given = await formIn(c)
      given.set('act', 'enter')
      const id = parseId('transfer', c.req.param('id'))
      const of = (name: string) => given.get(`enter.${name}`) ?? ''
      const outcome =
        of('outcome') === 'passed' || of('outcome') === 'failed' ? (of('outcome') as 'passed' | 'failed') : undefined
      const wanted = {
        moment: of('moment'),
        day: of('day'),
        outcome,
        until: of('until') || undefined,
        note: of('note'),
      }
      return deed(
        c,
        async () => did(await db.transaction().execute((tx) => enterTransfer(tx, actor, id, wanted, setting)), 'enter'),
        (complaints) => desk(c, given, complaints),
        (path) => (path.startsWith('heads.') ? path : `enter.${path || 'moment'}`),
      )
    })
}

const did = ({ id }: Pick<Transfer, 'id'>, what: string) => withQuery(urls.transfer(id), { done: what })

/** With whom it is filed, or by whom; nothing where it is put down by hand. */
function Filed({ transfer: { side, other }, reader }: { transfer: Transfer; reader: Reader }) {
  const { transfers: t } = reader.t
  return other ? <p class="soft">{side === 'sender' ? t.filedWith(other.name) : t.filedBy(other.name)}</p> : null
}

const mayKeep = (actor: Actor, { side }: Transfer): boolean =>
  isPermitted(
    actor,
    side === 'sender' ? 'order.produce' : actor.seat === 'court' ? 'request.validate' : 'request.examine',
  )

/** A field that takes one value, as it was typed. */
function single(sheet: Sheet, act: string, name: string) {
  const { values, ...field } = typed(sheet, act, name)
  return { ...field, value: values[0] ?? '' }
}
