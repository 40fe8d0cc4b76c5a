import type { Rule, Seat } from '../../law/index.ts'

type Section = Rule<'form'>['sections'][number]
type Field = Section['fields'][number]
export type FieldType = Field['type']

/** Where a value came from: known from the matter or request, derived by the law, given by a person, or not there. */
export type Origin = 'known' | 'derived' | 'given' | 'missing' | 'empty'

/** What may stand in a box; `list` and `choices` hold texts, `period` two dates or instants. */
export type BoxValue = string | number | boolean | readonly string[] | { readonly from?: string; readonly to?: string }

export interface Box {
  readonly id: string
  /** Its number in the section, as printed. */
  readonly number: number
  readonly label: string
  readonly type: FieldType
  readonly options?: readonly { readonly id: string; readonly label: string }[]
  readonly value?: BoxValue
  readonly note?: string
  readonly cite?: string
}

export interface FilledBox extends Box {
  readonly required: Field['required']
  readonly origin: Origin
  /** Whether the box must be filled here; null while that hangs on a fact not given. */
  readonly asked: boolean | null
  readonly awaitsValidation: boolean
  /** It is filled from the reason given beside the form, which nobody writes twice. */
  readonly holdsReason: boolean
}

export interface FilledSection {
  readonly id: string
  readonly title: string
  readonly hiddenFrom: readonly Seat[]
  readonly boxes: readonly FilledBox[]
}

/** A box that must be filled and is not. `path` is the field's id; `says` tells the author, with the article. */
export interface MissingBox {
  readonly path: string
  readonly section: string
  readonly label: string
  readonly says: string
  readonly cite?: string
  /** Only whoever validates can fill it: it does not stop the draft from being handed in, only from being sent. */
  readonly awaitsValidation: boolean
}

export interface FilledForm {
  readonly form: string
  readonly heading: string
  readonly version: string
  readonly sections: readonly FilledSection[]
  readonly missing: readonly MissingBox[]
}

/** The form as it goes to one reader: complete in itself, and without anything that reader may not see. */
export interface FormCopy {
  readonly form: string
  readonly heading: string
  readonly version: string
  readonly sections: readonly { readonly id: string; readonly title: string; readonly boxes: readonly Box[] }[]
}

/** The sections this seat may see; what it may not see is not in the result in any form. */
export function formFor(form: FilledForm, seat: Seat): FilledForm {
  const sections = form.sections.filter(({ hiddenFrom }) => !hiddenFrom.includes(seat))
  const visible = new Set(sections.map(({ id }) => id))
  return { ...form, sections, missing: form.missing.filter(({ section }) => visible.has(section)) }
}

/** What is sent to that seat: values and labels alone, not how the author came by them. */
export function copyFor(form: FilledForm, seat: Seat): FormCopy {
  const { form: rule, heading, version, sections } = formFor(form, seat)
  return {
    form: rule,
    heading,
    version,
    sections: sections.map(({ id, title, boxes }) => ({
      id,
      title,
      boxes: boxes.map(
        ({ required: _, origin: __, asked: ___, awaitsValidation: ____, holdsReason: _____, ...box }) => box,
      ),
    })),
  }
}
