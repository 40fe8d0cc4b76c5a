/** A browser at a site that sends what browsers send: its cookies, where a form comes from, the token of the form. */
export function sentTo(app: { request(path: string, init?: RequestInit): Response | Promise<Response> }, session = '') {
  let form = ''
  const headers = (more: Record<string, string> = {}) => ({
    host: 'here.test',
    cookie: [session, form].filter(Boolean).join('; '),
    'sec-fetch-site': 'same-origin',
    ...more,
  })
  const get = async (path: string) => app.request(`http://here.test${path}`, { headers: headers() })

  async function token(): Promise<string> {
    const answer = await get('/')
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('comity_form='))
    form = line?.split(';')[0] ?? form
    return /name="form_token" value="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
  }

  async function post(path: string, fields: Record<string, string> = {}) {
    const body = new URLSearchParams({ form_token: await token(), ...fields })
    return app.request(`http://here.test${path}`, { method: 'POST', headers: headers(), body })
  }

  const boundary = '----boundary'
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const head = (name: string, mediaType: string) =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: ${mediaType || 'application/octet-stream'}\r\n\r\n`,
    )

  async function send(path: string, body: BodyInit, given: string) {
    const init = { method: 'POST', headers: headers(type), body, duplex: 'half' }
    return app.request(`http://here.test${path}?form_token=${given}`, init as RequestInit)
  }

  /** A form with these files: name, content, media type. */
  async function upload(path: string, files: readonly (readonly [string, Buffer, string])[], stolen?: string) {
    const parts = files.flatMap(([name, content, mediaType]) => [head(name, mediaType), content, Buffer.from('\r\n')])
    const given = await token()
    return send(path, Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), stolen ?? given)
  }

  /** The same, but the connection is lost half-way. */
  async function brokenUpload(path: string, content: Buffer) {
    const given = await token()
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(head('a.mbox', ''))
        stream.enqueue(content.subarray(0, content.length / 2))
      },
      pull: (stream) => stream.error(new Error('connection lost')),
    })
    return send(path, body, given)
  }

  return { get, post, upload, brokenUpload }
}
