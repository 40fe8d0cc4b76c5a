import type { Actor } from '../../../accounts/index.ts'
import { DomainError } from '../../../base/errors.ts'
import type { Db, Tx } from '../../../db/index.ts'
import {
  askBack, decideNotice, type FilledForm, noticeForm, objectionForm, openGroundsFor, type RefusedFate, refusedFates, refuseItems, type Setting,
} from '../../../requests/index.ts' // biome-ignore format: one line of words
import { sourceOf } from '../../law/sources.ts'
import { MissingBoxes, Sections } from '../../official-form/editor.tsx'
import { changedBoxes } from '../../official-form/read-boxes.ts'
import { Citation } from '../../ui/citation.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../../ui/fields.tsx'
import { Crumbs, PageHead } from '../../ui/page-head.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, itemName } from './desk.ts'

/** What is said on a form of the law: a question on a ground, the refusal of some items, the notice to the user. */
export const paperKinds = ['question', 'items', 'user-notice'] as const
export type PaperKind = (typeof paperKinds)[number]

/** The form, filled from what is known and from what was typed; `exact`: throws for a box that cannot be read. */
export async function paperFormIn(
  db: Db,
  { story: { request }, file, law }: AnsweringDesk,
  kind: PaperKind,
  given: URLSearchParams,
  setting: Setting,
  exact?: URLSearchParams,
): Promise<FilledForm | undefined> {
  const source = exact ?? given
  const make = (boxes: Readonly<Record<string, unknown>>) => {
    if (kind === 'user-notice') return noticeForm(db, request, file.notice.rule, boxes, setting)
    const grounds = openGroundsFor(law, request, 'provider')
    const named = kind === 'question' ? source.get('ground') : undefined
    const formId = (named ? grounds.find(({ rule }) => rule === named) : grounds.find(({ form }) => form))?.form
    return formId ? objectionForm(db, request, formId, boxes, setting) : Promise.resolve(undefined)
  }
  const empty = await make({})
  if (exact || !empty || !given.has('boxes')) return empty
  try {
    return await make(changedBoxes(empty, given))
  } catch (error) {
    // A box that cannot be read stands as it was typed; what is missing is told once it can be.
    if (error instanceof DomainError) return empty
    throw error
  }
}

interface SentPaper {
  readonly tx: Tx
  readonly actor: Actor
  readonly id: string
  readonly given: URLSearchParams
  readonly form: FilledForm | undefined
  readonly setting: Setting
}

/** Does what the paper is for. */
export function performPaper(kind: PaperKind, { tx, actor, id, given, form, setting }: SentPaper): Promise<unknown> {
  const boxes = form ? changedBoxes(form, given) : {}
  const text = (name: string) => (given.get(name) ?? '').trim()
  if (kind === 'question') {
    const input = { text: text('text'), items: given.getAll('items'), ground: text('ground'), boxes }
    return askBack(tx, actor, id, input, setting)
  }
  if (kind === 'user-notice') {
    const lifted = text('lifted')
    return decideNotice(tx, actor, id, { decision: 'now', boxes, ...(lifted && { lifted }) }, setting)
  }
  const items = [...given].flatMap(([name, value]) => {
    const item = /^items\.(.+)\.fate$/.exec(name)?.[1]
    const fate = refusedFates.find((one) => one === value)
    const ground = text(`items.${item}.ground`)
    return item && fate
      ? [{ item, fate: fate as RefusedFate, ...(ground && { ground }), reason: text(`items.${item}.reason`) }]
      : []
  })
  return refuseItems(tx, actor, id, { items, preserved: given.get('preserved') !== 'no', boxes }, setting)
}

export function PaperPage({
  desk,
  kind,
  given,
  form,
}: {
  desk: AnsweringDesk
  kind: PaperKind
  given: URLSearchParams
  form: FilledForm | undefined
}) {
  const { story, reader, token, tried } = desk
  const { answering: t, requests, shell, errors, forms } = reader.t
  const { request } = story
  const complaints = tried?.complaints ?? []
  const title = { question: t.thread.ask, items: t.account.refuse, 'user-notice': t.notice.write }[kind]
  const button = { question: t.thread.button, items: t.account.button, 'user-notice': t.notice.tell }[kind]
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: requests.title, href: urls.requests },
          { text: request.title, href: urls.request(request.id) },
          { text: t.title, href: urls.answering(request.id) },
          { text: title },
        ]}
      />
      <ErrorSummary title={errors.title} errors={complaints} />
      <PageHead title={title} fileNumber={request.fileNumber} />
      <form method="post" action={urls.answeringAct(request.id, kind)} class="flow flow-wide" novalidate>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="boxes" value="all" />
        <section class="card flow">
          {kind === 'question' && <AskOnGround desk={desk} given={given} />}
          {kind === 'items' && <WhichItems desk={desk} given={given} />}
          {kind === 'user-notice' && <OnNotice desk={desk} given={given} />}
        </section>
        {form && <h2>{reader.law(form.heading)}</h2>}
        {form && complaints.length === 0 && <MissingBoxes form={form} reader={reader} />}
        {form && (
          <Sections form={form} typed={given.has('boxes') ? given : undefined} errors={complaints} reader={reader} />
        )}
        <Actions>
          <button type="submit" class="button">
            {button}
          </button>
          <a href={urls.answering(request.id)}>{forms.cancel}</a>
        </Actions>
      </form>
    </>
  )
}

interface Part {
  desk: AnsweringDesk
  given: URLSearchParams
}

const wrong = ({ tried }: AnsweringDesk, field: string) => tried?.complaints.find((one) => one.field === field)?.message

function AskOnGround({ desk, given }: Part) {
  const { reader, law, story } = desk
  const { thread: t, items } = reader.t.answering
  const rule = given.get('ground') ?? ''
  const ground = law.rules.get(rule)
  return (
    <>
      <input type="hidden" name="ground" value={rule} />
      {ground && (
        <p>
          <strong>{reader.law(ground.title)}</strong>{' '}
          <Citation source={sourceOf(law, rule, ground.cites[0]?.cite ?? '', reader)} />
        </p>
      )}
      <LongTextField
        name="text"
        label={t.text}
        value={given.get('text') ?? ''}
        error={wrong(desk, 'text')}
        errorWord={reader.t.forms.error}
        rows={3}
      />
      {story.request.items.length > 1 && (
        <ChoiceField
          name="items"
          label={items}
          hint={t.whole}
          several
          row
          value={given.getAll('items')}
          error={wrong(desk, 'items')}
          choices={story.request.items.map(({ id }) => ({ value: id, label: itemName(desk, id) }))}
        />
      )}
    </>
  )
}

function WhichItems({ desk, given }: Part) {
  const { reader, law, story, file } = desk
  const { account: t, reason } = reader.t.answering
  const { forms } = reader.t
  const grounds = openGroundsFor(law, story.request, 'provider').filter(({ review }) => !review)
  const open = file.account.filter(({ fate }) => fate === 'open' || fate === 'withheld')
  return (
    <>
      <h2 id="items">{t.choose}</h2>
      {open.map(({ item }) => {
        const name = (part: string) => `items.${item}.${part}`
        return (
          <fieldset class="field flow flow-tight">
            <legend class="large">{itemName(desk, item)}</legend>
            <ChoiceField
              name={name('fate')}
              label={t.fateOf}
              row
              value={[given.get(name('fate')) ?? 'hand']}
              error={wrong(desk, name('fate'))}
              choices={[
                { value: 'hand', label: t.handsOver },
                ...refusedFates.map((fate) => ({ value: fate, label: t.fates[fate] })),
              ]}
            />
            {grounds.length > 0 && (
              <SelectField
                name={name('ground')}
                label={t.ground}
                empty={t.noGround}
                value={given.get(name('ground')) ?? ''}
                error={wrong(desk, name('ground'))}
                choices={grounds.map(({ rule, title, cites }) => ({
                  value: rule,
                  label: `${reader.law(title)} (${cites[0]?.cite})`,
                }))}
              />
            )}
            <LongTextField
              name={name('reason')}
              label={reason}
              rows={2}
              value={given.get(name('reason')) ?? ''}
              error={wrong(desk, name('reason'))}
              errorWord={forms.error}
            />
          </fieldset>
        )
      })}
      <ChoiceField
        name="preserved"
        label={t.preserved}
        row
        value={[given.get('preserved') ?? 'yes']}
        choices={[
          { value: 'yes', label: forms.yes },
          { value: 'no', label: forms.no },
        ]}
      />
    </>
  )
}

function OnNotice({ desk, given }: Part) {
  const { reader, file, law, story } = desk
  const { notice: t } = reader.t.answering
  const { rule, bar } = file.notice
  return (
    <>
      <p class="measure">{t.writeAbout}</p>
      {rule && (
        <p>
          {reader.law(rule.says)} <Citation source={sourceOf(law, story.request.rule, rule.cite, reader)} />
        </p>
      )}
      {bar && (
        <TextField
          name="lifted"
          label={t.lifted}
          value={given.get('lifted') ?? ''}
          error={wrong(desk, 'lifted') ?? wrong(desk, 'decision')}
          errorWord={reader.t.forms.error}
        />
      )}
    </>
  )
}
