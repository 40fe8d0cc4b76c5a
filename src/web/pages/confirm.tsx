import type { Context } from 'hono'
import type { Env } from '../shell/env.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PasskeyButton } from '../ui/passkey-button.tsx'
import { urls } from '../urls.ts'

/** Whether what was sent can be kept in a page and sent again. */
export const isForm = (c: Context): boolean =>
  c.req.method === 'POST' && (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')

/** Asks for the passkey, then sends the same form again: nothing that was typed is lost, and nothing is done before. */
export async function confirmPage(c: Context<Env>) {
  const { people: t, signIn } = c.var.reader.t
  const { pathname, search } = new URL(c.req.url)
  const fields = [...(await c.req.formData())].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  )
  c.status(403)
  return c.render(
    <div class="measure flow">
      <PageHead title={t.confirm} lead={t.confirmLead} />
      <Notice>
        <p>{t.confirmKept}</p>
      </Notice>
      <form method="post" action={pathname + search} id="again">
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </form>
      <PasskeyButton
        act="confirm"
        options={urls.confirmationOptions}
        finish={urls.confirmation}
        token={c.var.formToken}
        label={t.confirmButton}
        words={signIn}
        sends="again"
      />
      <p class="soft small">
        {t.confirmNone}{' '}
        <a href={urls.account} target="_blank" rel="noopener">
          {t.account}
        </a>
      </p>
    </div>,
    { title: t.confirm, scripts: ['webauthn', 'passkey'] },
  )
}
