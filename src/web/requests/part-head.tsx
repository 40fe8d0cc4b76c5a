import type { PropsWithChildren } from 'hono/jsx'
import type { Request } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** The top of a page that shows one part of a request: where it stands, what was wrong with what was tried, or that it is done. */
export function PartHead({
  request,
  title,
  lead,
  complaints = [],
  done,
  reader,
  children,
}: PropsWithChildren<{
  request: Request
  title: string
  lead?: string
  complaints?: readonly Complaint[] | undefined
  /** What was just done, in words; not shown over complaints. */
  done?: string | undefined
  reader: Reader
}>) {
  const { requests, shell, errors } = reader.t
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: requests.title, href: urls.requests },
          { text: request.title, href: urls.request(request.id) },
          { text: title },
        ]}
      />
      <ErrorSummary title={errors.title} errors={complaints} />
      <PageHead title={title} fileNumber={`${request.fileNumber} · ${request.title}`} {...(lead && { lead })}>
        {children}
      </PageHead>
      {done && complaints.length === 0 && (
        <Notice kind="done">
          <p>{done}</p>
        </Notice>
      )}
    </>
  )
}
