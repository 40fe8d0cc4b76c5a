import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  addPromise, closeMinutes, closings, type Dialogue, dialogueShown, findPromise, ledgerBetween, listDialogues, recordDialogue, stands, topics,
} from '../../oversight/index.ts' // biome-ignore format: words
import { TargetDefinitions } from '../dialogues/measured.tsx'
import { Promises } from '../dialogues/promises.tsx'
import { TargetFields, targetIn } from '../dialogues/target-fields.tsx'
import { CountryField } from '../law/country-field.tsx'
import { linesIn } from '../oversight/desk.tsx'
import type { Reader } from '../reader.ts'
import { partnerIn } from '../reciprocity/ledger.tsx'
import { takeIn } from '../requests/running/perform.ts'
import { Line, Prose, type Sheet, SheetForm, type TriedSheet, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { ChoiceField, TextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** Dialogues with states and providers: what was promised in them, and what the figures show of it. */
export function dialoguePages({ db, law, now }: Parts) {
  const setting = { law, now }
  const one = '/dialogues/:id{dialogue_[0-9a-z]+}'

  const showAll = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'dialogue.read')
    const { reader, formToken: token } = c.var
    const { dialogues: t, errors } = reader.t
    const all = await listDialogues(db, actor.org)
    const mayRecord = isPermitted(actor, 'dialogue.record')
    const { lines } = mayRecord ? await ledgerBetween(db, actor, {}, now()) : { lines: [] }
    const providers = lines.flatMap(({ kind, partner }) => (kind === 'provider' ? [partner] : []))
    const sheet = { reader, token, tried, address: () => urls.dialogues }
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={t.title} lead={t.lead}>
          <p class="cluster no-print">
            <a href={urls.industryCodes}>{t.codes}</a>
            <a href={urls.reciprocity}>{t.ledger}</a>
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {all.length === 0 ? (
            <Empty title={t.none}>{mayRecord && <p>{t.noneNote}</p>}</Empty>
          ) : (
            <DialogueList dialogues={all} reader={reader} />
          )}
          {mayRecord && <RecordForm sheet={sheet} providers={providers} />}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  }

  const show = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'dialogue.read')
    const { reader, formToken: token } = c.var
    const { dialogues: t, errors, shell } = reader.t
    const dialogue = await dialogueShown(db, actor, c.req.param('id') ?? '', now())
    const { id, heldOn, offices, closed, recorded, minutes, promises } = dialogue
    const title = t.with(partnerIn(dialogue, reader), reader.date(heldOn))
    const mayRecord = isPermitted(actor, 'dialogue.record') && !closed
    const wrote = [dialogue, ...promises].some((each) => each.recorded.person === actor.person)
    const sheet: Sheet = { reader, token, tried, address: (act) => urls.dialogueAct(id, act) }
    const finding = isPermitted(actor, 'dialogue.find') && stands(dialogue)
    const done = c.req.query('done')
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.dialogues }, { text: title }]} />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={title}>
          <p class="cluster">
            <Standing dialogue={dialogue} reader={reader} />
          </p>
        </PageHead>
        {done && t.done[done] && !tried && (
          <Notice kind="done">
            <p>{t.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <dl class="pairs">
            <dt>{t.about}</dt>
            <dd>{reader.list(dialogue.topics.map((topic) => t.topics[topic]))}</dd>
            <dt>{t.ours}</dt>
            <dd>{reader.list(offices.ours)}</dd>
            <dt>{t.theirs}</dt>
            <dd>{reader.list(offices.theirs)}</dd>
            <dt>{t.standing}</dt>
            <dd class="flow flow-tight">
              <p class="prose">{minutes}</p>
              <p class="small soft">
                {t.written(recorded.name, reader.instant(recorded.at))}{' '}
                {closed && t.closed[closed.how](closed.name, reader.instant(closed.at))} {closed?.says}
              </p>
            </dd>
          </dl>
          <section class="flow" aria-labelledby="promises">
            <h2 id="promises">{t.promises}</h2>
            <Promises
              promises={promises}
              finding={finding ? () => ({ ...sheet, address: (promise) => urls.dialogueAct(id, promise) }) : undefined}
              stands={stands(dialogue)}
              today={now().toString().slice(0, 10)}
              law={law}
              reader={reader}
            />
            {promises.length > 0 && <TargetDefinitions reader={reader} />}
          </section>
          {mayRecord && (
            <>
              <PromiseForm sheet={sheet} law={law} />
              {wrote ? <p class="measure no-print">{t.close.own}</p> : <CloseForm sheet={sheet} how="confirmed" />}
              <CloseForm sheet={sheet} how="signed" />
              <CloseForm sheet={sheet} how="withdrawn" />
            </>
          )}
        </div>
      </>,
      { title, current: 'requests' },
    )
  }

  return new Hono<Env>()
    .get(urls.dialogues, (c) => showAll(c))
    .post(urls.dialogues, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'record', about: actor.org },
        (tx, given) => {
          const kind = given.one('kind')
          const input = {
            kind,
            partner: given.one(kind === 'provider' ? 'provider' : 'state'),
            heldOn: given.one('heldOn'),
            ours: linesIn(given.one('ours')),
            theirs: linesIn(given.one('theirs')),
            topics: given.all('topics'),
            minutes: given.one('minutes'),
          }
          return recordDialogue(tx, actor, input, setting)
        },
        (made) => withQuery(urls.dialogue((made as Dialogue).id), { done: 'record' }),
        (tried) => showAll(c, tried),
      )
    })
    .get(one, (c) => show(c))
    .post(`${one}/promise`, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      const id = c.req.param('id')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'promise', about: id },
        (tx, given) => {
          const [by, office, says, due] = ['by', 'office', 'says', 'due'].map((name) => given.one(name))
          const said = { by: by ?? '', office: office ?? '', says: says ?? '', due: due ?? '' }
          return addPromise(tx, actor, id, { ...said, ...targetIn(given) }, setting)
        },
        urls.dialogue(id),
        (tried) => show(c, tried),
      )
    })
    .post(`${one}/:how{signed|confirmed|withdrawn}`, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      const { id, how: act } = c.req.param()
      const how = closings.find((each) => each === act) ?? 'withdrawn'
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) => closeMinutes(tx, actor, id, { how, says: given.one('says') }, setting),
        urls.dialogue(id),
        (tried) => show(c, tried),
      )
    })
    .post(`${one}/:promise{promise_[0-9a-z]+}`, (c) => {
      const actor = actorIn(c, 'dialogue.find')
      const { id, promise } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: promise, about: promise },
        (tx, given) => {
          const kept = { yes: true, no: false }[given.one('kept')]
          return findPromise(tx, actor, id, { promise, kept, reason: given.one('reason') }, setting)
        },
        () => withQuery(urls.dialogue(id), { done: 'find' }),
        (tried) => show(c, tried),
      )
    })
}

const tones = { open: 'approval', signed: 'open', confirmed: 'open', withdrawn: 'closed' } as const satisfies Record<string, Tone> // biome-ignore format: a row

function Standing({ dialogue: { closed }, reader }: { dialogue: Pick<Dialogue, 'closed'>; reader: Reader }) {
  const how = closed?.how ?? 'open'
  return <Status tone={tones[how]} word={reader.t.dialogues.standings[how]} />
}

function DialogueList({ dialogues, reader }: { dialogues: readonly Dialogue[]; reader: Reader }) {
  const { dialogues: t } = reader.t
  return (
    <table class="table">
      <caption class="hidden-text">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.partner}</th>
          <th scope="col">{t.heldOn}</th>
          <th scope="col">{t.about}</th>
          <th scope="col" class="numeric">
            {t.promises}
          </th>
          <th scope="col">{t.standing}</th>
        </tr>
      </thead>
      <tbody>
        {dialogues.map((one) => (
          <tr>
            <th scope="row">
              <a href={urls.dialogue(one.id)}>{partnerIn(one, reader)}</a>
            </th>
            <td data-label={t.heldOn}>{reader.date(one.heldOn)}</td>
            <td data-label={t.about}>{reader.list(one.topics.map((topic) => t.topics[topic]))}</td>
            <td data-label={t.promises} class="numeric">
              {reader.number(one.promises.length)}
            </td>
            <td data-label={t.standing}>
              <Standing dialogue={one} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RecordForm({ sheet, providers }: { sheet: Sheet; providers: readonly string[] }) {
  const { reader } = sheet
  const { record: t, topics: words } = reader.t.dialogues
  const { values: kind, ...kindField } = typed(sheet, 'record', 'kind')
  const { values: state } = typed(sheet, 'record', 'state')
  const { values: provider, ...providerField } = typed(sheet, 'record', 'provider')
  const { values: chosen, ...topicField } = typed(sheet, 'record', 'topics')
  return (
    <SheetForm top sheet={sheet} act="record" title={t.title} about={t.about} button={t.button}>
      <ChoiceField
        {...kindField}
        label={t.kind}
        row
        value={kind}
        choices={(['state', 'provider'] as const).map((value) => ({ value, label: t.kinds[value] }))}
      />
      <CountryField name="record.state" label={t.state} reading={sheet} value={state[0]} />
      <TextField
        {...providerField}
        label={t.provider}
        hint={t.providerHint}
        value={provider[0] ?? ''}
        list="providers"
      />
      <datalist id="providers">
        {providers.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <Line sheet={sheet} act="record" name="heldOn" label={t.heldOn} type="date" />
      <Prose sheet={sheet} act="record" name="ours" label={t.ours} hint={t.officesHint} />
      <Prose sheet={sheet} act="record" name="theirs" label={t.theirs} hint={t.officesHint} />
      <ChoiceField
        {...topicField}
        several
        label={t.topics}
        value={chosen}
        choices={topics.map((value) => ({ value, label: words[value] }))}
      />
      <Prose sheet={sheet} act="record" name="minutes" label={t.minutes} />
    </SheetForm>
  )
}

function PromiseForm({ sheet, law }: { sheet: Sheet; law: LawBase }) {
  const { add: t } = sheet.reader.t.dialogues
  const { values: by, ...byField } = typed(sheet, 'promise', 'by')
  return (
    <SheetForm top sheet={sheet} act="promise" title={t.title} about={t.about} button={t.button}>
      <ChoiceField
        {...byField}
        label={t.by}
        row
        value={by}
        choices={(['them', 'us'] as const).map((value) => ({ value, label: t.choices[value] }))}
      />
      <Line sheet={sheet} act="promise" name="office" label={t.office} />
      <Prose sheet={sheet} act="promise" name="says" label={t.says} />
      <Line sheet={sheet} act="promise" name="due" label={t.due} type="date" />
      <TargetFields sheet={sheet} act="promise" label={t.figure} empty={sheet.reader.t.forms.choose} law={law} />
    </SheetForm>
  )
}

function CloseForm({ sheet, how }: { sheet: Sheet; how: 'confirmed' | 'signed' | 'withdrawn' }) {
  const t = sheet.reader.t.dialogues.close[how]
  const isOptional = how === 'confirmed'
  return (
    <SheetForm
      top={isOptional}
      sheet={sheet}
      act={how}
      title={t.title}
      about={t.about}
      button={t.button}
      look={isOptional ? 'button' : 'button button-second'}
    >
      <Prose
        sheet={sheet}
        act={how}
        name="says"
        label={isOptional ? `${t.says} ${sheet.reader.t.forms.optional}` : t.says}
      />
    </SheetForm>
  )
}
