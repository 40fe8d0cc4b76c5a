import { type Link, type Matter, periodOf, type Request } from '../../../requests/index.ts'
import { itemInWords } from '../../interview/words.ts'
import type { Reader } from '../../reader.ts'
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { PartHead } from '../part-head.tsx'
import { itemName } from '../review/desk.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from '../running/sheet.tsx'
import type { Story } from '../story.ts'

interface Props {
  story: Story
  links: readonly Link[]
  /** Everything the links name, and the other requests of the matter. */
  others: readonly Request[]
  matter: Matter | undefined
  sheet: Sheet
}

/** Asking for less, for more, and how a request belongs to others. */
export function LinkingPage(props: Props & { done: string | undefined }) {
  const { story, sheet, done } = props
  const { reader } = sheet
  const { linking: t } = reader.t
  const { request, actor } = story
  const ours = request.direction === 'outgoing' && actor.seat === 'authority' && actor.role !== 'member'
  const isOpen = request.endedAt === undefined
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={t.lead}
        complaints={sheet.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      />
      <div class="flow flow-wide">
        <section class="card flow" aria-labelledby="links">
          <h2 id="links">{t.links}</h2>
          <LinkList {...props} reader={reader} />
        </section>
        {ours && isOpen && request.leftAt === undefined && <p class="soft">{t.narrow.early}</p>}
        {ours && isOpen && request.leftAt !== undefined && <Narrowing {...props} />}
        {ours && request.leftAt !== undefined && <Adding {...props} />}
        {ours && <Linking {...props} />}
      </div>
    </>
  )
}

function LinkList({ story, links, others, reader }: Omit<Props, 'sheet'> & { reader: Reader }) {
  const { linking: t } = reader.t
  if (links.length === 0) return <p class="soft">{t.none}</p>
  return (
    <ul>
      {links.map(({ request, kind, other }) => {
        const isFrom = request === story.request.id
        const found = others.find(({ id }) => id === (isFrom ? other : request))
        return (
          <li>
            {isFrom ? t.kinds[kind] : t.back[kind]}{' '}
            {found && (
              <a href={urls.request(found.id)}>
                {found.title}, {found.fileNumber} ({reader.law(found.routeTitle)})
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Narrowing({ story, sheet }: Props) {
  const { reader } = sheet
  const { narrow: t } = reader.t.linking
  const { values, ...field } = typed(sheet, 'narrow', 'without')
  const period = periodOf(story)
  return (
    <section class="card flow" aria-label={t.title}>
      <SheetForm
        sheet={sheet}
        act="narrow"
        title={t.title}
        about={t.about}
        button={t.button}
        look="button button-second"
      >
        {story.request.items.length > 1 && (
          <ChoiceField
            {...field}
            label={t.without}
            several
            value={values}
            choices={story.request.items.map(({ id }) => ({ value: id, label: itemName({ story, reader }, id) }))}
          />
        )}
        {period?.from && period.to && (
          <p class="small soft">{t.period(reader.date(period.from), reader.date(period.to))}</p>
        )}
        <div id="narrow.period">
          <Line sheet={sheet} act="narrow" name="from" label={t.from} type="date" />
          <Line sheet={sheet} act="narrow" name="to" label={t.to} type="date" />
        </div>
        <Prose sheet={sheet} act="narrow" name="reason" label={t.reason} />
      </SheetForm>
    </section>
  )
}

function Adding({ matter, sheet }: Props) {
  const { reader } = sheet
  const { add: t } = reader.t.linking
  if (!matter) return null
  const as = typed(sheet, 'add', 'as', ['supplements'])
  const data = typed(sheet, 'add', 'data')
  return (
    <section class="card flow" aria-label={t.title}>
      <SheetForm sheet={sheet} act="add" title={t.title} about={t.about} button={t.button} look="button button-second">
        <ChoiceField
          {...{ ...as, values: undefined }}
          label={t.as}
          value={as.values}
          choices={[
            { value: 'supplements', label: t.supplements },
            { value: 'replaces', label: t.replaces },
          ]}
        />
        <ChoiceField
          {...{ ...data, values: undefined }}
          label={t.data}
          several
          value={data.values}
          choices={(matter.facts.data ?? []).map(({ id }) => ({
            value: id,
            label: itemInWords(matter.facts, id, reader),
          }))}
        />
      </SheetForm>
    </section>
  )
}

function Linking({ story, others, sheet }: Props) {
  const { reader } = sheet
  const { linking, forms } = reader.t
  const { link: t } = linking
  const choices = others
    .filter(
      ({ id, direction, matter }) =>
        id !== story.request.id && direction === 'outgoing' && matter === story.request.matter,
    )
    .map(({ id, title, fileNumber, routeTitle, counterpartName }) => ({
      value: id,
      label: `${title}, ${fileNumber}${reader.colon}${reader.law(routeTitle)}, ${counterpartName}`,
    }))
  if (choices.length === 0) return null
  const { values: kinds, ...kind } = typed(sheet, 'link', 'kind')
  const { values, ...other } = typed(sheet, 'link', 'other')
  return (
    <section class="card flow" aria-label={t.title}>
      <SheetForm sheet={sheet} act="link" title={t.title} button={t.button} look="button button-second">
        <SelectField
          {...kind}
          value={kinds[0] ?? ''}
          label={t.kind}
          empty={forms.choose}
          choices={Object.entries(linking.kinds).map(([value, label]) => ({ value, label }))}
        />
        <SelectField {...other} value={values[0] ?? ''} label={t.other} empty={forms.choose} choices={choices} />
      </SheetForm>
    </section>
  )
}
