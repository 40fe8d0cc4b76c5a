import type { Context } from 'hono'

/** The fields of a form that was sent, in their order; files are left out. */
export async function formIn(c: Context): Promise<URLSearchParams> {
  const fields = [...(await c.req.formData())]
  return new URLSearchParams(fields.filter((field): field is [string, string] => typeof field[1] === 'string'))
}

/** What a form says, without the token that lets it be sent: the same twice is the same deed. */
export const inputOf = (fields: URLSearchParams): string[][] => [...fields].filter(([name]) => name !== 'form_token')
