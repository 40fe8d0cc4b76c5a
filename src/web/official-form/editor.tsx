import type { FilledForm } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { Actions } from '../ui/fields.tsx'
import { Icon } from '../ui/icons.tsx'
import { Notice } from '../ui/notice.tsx'
import { BoxField } from './box-field.tsx'

interface Props {
  form: FilledForm
  typed: URLSearchParams | undefined
  errors: readonly Complaint[]
  /** Only the first section with something missing is unfolded; every such one unless it says so. */
  opens?: 'first'
  reader: Reader
}

/** What is still missing, each with the way to its box. */
export function MissingBoxes({ form, reader }: Pick<Props, 'form' | 'reader'>) {
  const { officialForm: t } = reader.t
  const holding = new Set(boxesOf(form).flatMap(({ id, holdsReason }) => (holdsReason ? [id] : [])))
  const missing = form.missing.filter(({ path }) => !holding.has(path))
  if (missing.length === 0)
    return (
      <Notice kind="done">
        <p>{t.missingNone}</p>
      </Notice>
    )
  return (
    <Notice kind="care">
      <p>
        <strong>{t.missing}</strong>
      </p>
      <ul>
        {missing.map(({ path, section, label, cite, awaitsValidation }) => (
          <li>
            <a href={`#${path}`}>
              {t.section(section)}
              {reader.colon}
              {reader.law(label)}
            </a>
            {cite && <span class="cite soft"> {cite}</span>}
            {awaitsValidation && <span class="soft"> ({t.awaiting})</span>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const boxesOf = ({ sections }: FilledForm) => sections.flatMap(({ boxes }) => boxes)

/** Every section of the form as fields, but for the reason, which stands above it; what needs nobody any more is folded. */
export function Sections({ form, typed, errors, opens, reader }: Props) {
  const { officialForm: t, seats } = reader.t
  const wrong = new Map(errors.map(({ field, message }) => [field, message]))
  const lacks = (boxes: FilledForm['sections'][number]['boxes']) =>
    boxes.filter(
      ({ origin, awaitsValidation, holdsReason }) => !holdsReason && origin === 'missing' && !awaitsValidation,
    )
  const first = form.sections.find(({ boxes }) => lacks(boxes).length > 0)?.id
  return (
    <>
      {form.sections.map(({ id, title, hiddenFrom, boxes: all }) => {
        const boxes = all.filter(({ holdsReason }) => !holdsReason)
        const missing = lacks(all).length
        const isOpen = missing > 0 && (opens !== 'first' || id === first)
        return (
          <details class="card form-section" open={isOpen || boxes.some((box) => wrong.has(box.id))}>
            <summary>
              <h2>
                <span class="section-letter">{id}</span> {reader.law(title)}
              </h2>
              <span class={missing > 0 ? 'tag origin-missing' : 'tag'}>
                {missing > 0 ? t.missingHere(missing) : t.completeHere}
              </span>
            </summary>
            {hiddenFrom.length > 0 && (
              <p class="hidden-from">
                <Icon sign="closed" /> {t.hiddenFrom(reader.list(hiddenFrom.map((seat) => seats[seat])))}
              </p>
            )}
            {boxes.map((box) => (
              <BoxField box={box} typed={typed} error={wrong.get(box.id)} reader={reader} />
            ))}
          </details>
        )
      })}
    </>
  )
}

/** The form to be written, filled from what is known. */
export function FormEditor({ action, token, ...props }: Props & { action: string; token: string }) {
  const { officialForm: t } = props.reader.t
  return (
    <form method="post" action={action} class="flow flow-wide no-print" novalidate>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="boxes" value="all" />
      <Sections {...props} />
      <div class="save-bar no-print">
        <Actions>
          <button type="submit" class="button">
            {t.save}
          </button>
        </Actions>
      </div>
    </form>
  )
}
