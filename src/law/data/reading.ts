import { z } from 'zod'
import { isCountryCode, parseCountryCode } from '../../base/countries.ts'
import { LawError } from '../errors.ts'

/** A state by its code of ISO 3166-1, and by those of the Union for Greece and the United Kingdom. */
export const state = z
  .string()
  .refine((code) => isCountryCode(code) || code === 'EL' || code === 'UK', {
    error: 'not a country code of ISO 3166-1',
  })
  .transform(parseCountryCode)

/** Reads what comes from outside; throws `LawError` with this code and the path of the first field at fault. */
export function readAs<T>(
  schema: z.ZodType<T>,
  input: unknown,
  { code, field }: { code: 'bad_facts' | 'bad_release'; field: string },
): T {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const isUnheardOf = issue?.code === 'unrecognized_keys'
  const at = isUnheardOf ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
  const message = isUnheardOf ? `there is no such ${field}` : (issue?.message ?? `not a ${field}`)
  throw new LawError('invalid', code, message, { path: written(at) })
}

/** `['data', 0, 'category']` as a reader writes it: `data[0].category`. */
function written(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
