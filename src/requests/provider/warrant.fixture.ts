import type { Facts } from '../../law/index.ts'
import { approve } from '../approvals.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { draftRequest, submitRequest } from '../drafting.ts'
import { openMatter } from '../matters.ts'
import { sendRequest } from '../sending.ts'
import { type stageOn, storyClock } from '../story.fixture.ts'

const domestic: Facts = {
  on: '2026-11-20',
  asking: { state: 'US' as never, authority: 'prosecutor' },
  proceeding: 'criminal',
  offence: { description: 'Wire fraud', maxPenaltyMonths: 240, committedIn: ['US' as never] },
  person: { nationality: ['US' as never], residence: 'US' as never, location: 'US' as never, privileged: 'none' },
  holder: { name: 'Prairie Mail', kind: 'provider', seat: 'US' as never, service: 'electronic-communications' },
  data: [{ id: 'mail', category: 'content', storedIn: ['US' as never], stored: true, personal: true }],
  measure: 'produce',
  urgency: 'ordinary',
}

/** A warrant of the United States, issued by the court and served on a provider there. */
export async function servedWarrant({ transact, carry, cast, copyAt }: ReturnType<typeof stageOn>) {
  const clock = storyClock()
  const { setting, now } = clock
  const { people, party, made } = await cast()
  const matter = await transact((tx) =>
    openMatter(tx, people.attorney, { title: 'Wire fraud', fileNumber: '26-cr-00412', facts: domestic }, now),
  )
  const input = { rule: 'us/sca/routes/warrant', parties: [party('usProvider'), party('districtCourt')] }
  const request = await transact((tx) => draftRequest(tx, people.attorney, matter.id, input, setting))
  await transact((tx) => stateCase(tx, people.attorney, request.id, careful(request.items), setting))
  await transact((tx) => submitRequest(tx, people.attorney, request.id, setting))
  await carry(now)
  const issued = await copyAt(made.districtCourt.id)
  const signature = { fileNumber: '26-mj-77', post: 'Magistrate Judge' }
  await transact((tx) => approve(tx, people.districtJudge, issued.id, signature, setting))
  await carry(now)
  await transact((tx) => sendRequest(tx, people.attorney, request.id, setting))
  await carry(now)
  return { ...clock, people, made, request, order: await copyAt(made.usProvider.id) }
}
