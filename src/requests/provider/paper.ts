import type { Tx } from '../../db/index.ts'
import type { Rule } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { copyFor, type FormCopy } from '../forms/form.ts'
import { objectionForm } from '../objecting.ts'
import type { Request, Setting } from '../request.ts'

/** The form on which a ground is raised, filled, with the reason given for it; none where it has none. Throws `boxes_missing` with the list. */
export async function paperFor(
  tx: Tx,
  request: Request,
  { form }: Pick<Rule<'ground'>, 'form'>,
  boxes: Readonly<Record<string, unknown>>,
  setting: Setting,
  reason: string,
): Promise<FormCopy | undefined> {
  if (!form) return undefined
  const filled = await objectionForm(tx, request, form, boxes, setting, reason)
  const [first] = filled.missing
  if (first)
    throw new RequestError('invalid', 'boxes_missing', first.says, { path: first.path, missing: filled.missing })
  return copyFor(filled, 'authority')
}

/** Labels and values as plain JSON, for the wire. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))
