import type { PropsWithChildren } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { ErrorSummary } from './error-summary.tsx'
import { Notice } from './notice.tsx'
import { Crumbs, PageHead } from './page-head.tsx'

/** A page with forms of its own: where it stands, what was refused or done, and then its parts. */
export function SheetPage({
  crumbs,
  title,
  lead,
  eyebrow,
  complaints = [],
  done,
  reader,
  children,
}: PropsWithChildren<{
  crumbs?: readonly { text: string; href?: string }[]
  title: string
  lead?: string
  eyebrow?: string
  complaints?: readonly Complaint[]
  /** What was done just now, in words. */
  done?: string | undefined
  reader: Reader
}>) {
  return (
    <>
      {crumbs && <Crumbs label={reader.t.shell.breadcrumbs} crumbs={[...crumbs, { text: title }]} />}
      <ErrorSummary title={reader.t.errors.title} errors={complaints} />
      <PageHead title={title} {...(lead && { lead })} {...(eyebrow && { eyebrow })} />
      {done && complaints.length === 0 && (
        <Notice kind="done">
          <p>{done}</p>
        </Notice>
      )}
      <div class="flow flow-wide">{children}</div>
    </>
  )
}
