import { PartHead } from '../part-head.tsx'
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
  const { answering: t } = reader.t
  const { request } = story
  const company = request.facts.holder?.name
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={t.lead[request.direction]}
        complaints={desk.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      >
        <p class="cluster">
          <StatusOf request={request} reader={reader} />
          <span class="soft">
            {request.counterpartName}
            {company && ` · ${t.forCompany(company)}`}
          </span>
        </p>
      </PartHead>
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
