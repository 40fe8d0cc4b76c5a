import type { App } from '../../src/app.ts'
import { type Answer, type Instance, type Person, signIn } from '../../src/cli/client.ts'
import { inventedEvidence, prepareDemonstration } from '../../src/cli/demonstration.ts'
import { playStory, type Turn } from '../../src/cli/story.ts'

/**
 * Real requests in every state a list shows, made by the people of the demonstration over the API: what is generated
 * afterwards is copied from them row by row.
 */
export async function playTemplates(app: App): Promise<void> {
  await prepareDemonstration(app)
  const here: Instance = { url: 'http://localhost', fetch: app.fetch, pause: app.settle }
  const [author, judge, provider, central] = await Promise.all(
    ['Dr. Anna Huber', 'Claudia Stern', 'Niamh Byrne', 'Séamus Doyle'].map((name) => signIn(here, name)),
  )
  if (!author || !judge || !provider || !central) throw new Error('The demonstration lacks somebody')
  const play = async (fileNumber: string, until: Turn) => {
    const stage = { asking: here, answering: here, evidence: inventedEvidence, interview: false, tell: () => undefined }
    const matter = { title: `Template ${fileNumber}`, fileNumber, account: 'a@alpenpost.example', residence: 'AT' }
    const { request } = await playStory(stage, matter, until)
    await app.settle()
    return request ?? ''
  }

  const ready = await play('1 Js 1/26', 'submitted')
  await judge.post(`/api/requests/${await copyOf(judge, ready)}/approvals`, { post: 'Judge', fileNumber: 'Gs 1/26' })
  await app.settle()

  const refused = await play('1 Js 2/26', 'sent')
  const ground = { ground: 'eu/2023-1543/grounds/article-12-fundamental-rights', reason: 'A journalist' }
  await central.post(`/api/requests/${await copyOf(central, refused)}/grounds`, ground)
  await app.settle()

  const withdrawn = await play('1 Js 3/26', 'sent')
  await author.post(`/api/requests/${withdrawn}/withdrawal`, { reason: 'Solved otherwise' })
  await app.settle()

  const objected = await play('1 Js 4/26', 'sent')
  await provider.post(`/api/requests/${await copyOf(provider, objected)}/objections`, objection)
  await app.settle()

  const { matters } = await author.get('/api/matters')
  const { counterparts } = await author.get('/api/counterparts')
  const org = counterparts.find((one: Answer) => one.seats.includes('provider'))?.org
  const parties = [{ org, seat: 'provider', as: 'designated-establishment' }]
  const drafted = { rule: 'eu/2023-1543/routes/production-order', to: 'IE', parties }
  await author.post(`/api/matters/${matters[0].id}/requests`, drafted)
}

/** The id of the same request at the organisation of somebody else. */
async function copyOf(person: Person, request: string): Promise<string> {
  const { requests } = await person.get('/api/requests?limit=200')
  return requests.find(({ origin }: Answer) => origin === request)?.id
}

const objection = {
  ground: 'eu/2023-1543/grounds/article-10-incomplete',
  reason: 'No account is named',
  preserved: true,
  boxes: {
    'd.reasons': ['incomplete'], 'd.explanation': 'No account is named', 'f.information': 'The account', 'g.preserved': 'preserved',
    'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
  },
} // biome-ignore format: a table
