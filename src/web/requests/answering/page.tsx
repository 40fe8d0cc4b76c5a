import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Crumbs, PageHead } from '../../ui/page-head.tsx'
import { urls } from '../../urls.ts'
import { StatusOf } from '../status.tsx'
import { Account } from './account.tsx'
import { Costs } from './costs.tsx'
import type { AnsweringDesk } from './desk.ts'
import { UserNotice } from './notice.tsx'
import { Sufficiency } from './sufficiency.tsx'
import { Thread } from './thread.tsx'
import { WrongAddressee } from './wrong.tsx'

/** All that is said and done beside the steps while a request is answered, for either side. */
export function AnsweringPage({ desk, done }: { desk: AnsweringDesk; done: string | undefined }) {
  const { story, reader } = desk
  const { answering: t, requests, shell, errors } = reader.t
  const { request } = story
  const company = request.facts.holder?.name
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: requests.title, href: urls.requests },
          { text: request.title, href: urls.request(request.id) },
          { text: t.title },
        ]}
      />
      <ErrorSummary title={errors.title} errors={desk.tried?.complaints ?? []} />
      <PageHead title={t.title} fileNumber={request.fileNumber} lead={t.lead[request.direction]}>
        <p class="cluster">
          <StatusOf request={request} reader={reader} />
          <span class="soft">
            {request.counterpartName}
            {company && ` · ${t.forCompany(company)}`}
          </span>
        </p>
      </PageHead>
      {done && t.done[done] && !desk.tried && (
        <Notice kind="done">
          <p>{t.done[done]}</p>
        </Notice>
      )}
      <div class="flow flow-wide">
        {request.direction === 'outgoing' && <WrongAddressee desk={desk} />}
        <Sufficiency desk={desk} />
        <Thread desk={desk} />
        <Account desk={desk} />
        <UserNotice desk={desk} />
        <Costs desk={desk} />
        {request.direction === 'incoming' && <WrongAddressee desk={desk} />}
      </div>
    </>
  )
}
