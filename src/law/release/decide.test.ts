import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { decideRelease } from './decide.ts'
import { approved, commercial, pathTo } from './release.fixture.ts'
import { parseRelease, type Release } from './release.ts'

const law = await readLaw()
const decide = (release: Release) => decideRelease(law, release)
/** The rules that stop the first item. */
const stops = (release: Release) =>
  decide(release)
    .items[0]?.because.filter(({ holds }) => holds !== true)
    .map(({ rule }) => rule)
const house = (name: string) => `practice/release/checks/${name}`
const article36 = 'cn/dsl/gates/article-36'
const article41 = 'cn/pipl/gates/article-41'
const article4 = 'cn/icjal/gates/article-4-3'
const assessment = 'cn/cac-flow/gates/security-assessment'
const contract = 'cn/cac-flow/gates/contract-or-certificate'

describe('data stored in China, to a foreign prosecutor', () => {
  test('goes with the approval of the competent authority, which opens all three bars', () => {
    const { release, items } = decide(approved())
    expect(release).toBe(true)
    expect(items[0]?.because.map(({ rule }) => rule).sort()).toEqual([article36, article4, article41].sort())
    expect(items[0]?.opensWith).toEqual([])
  })

  test('stays without one, each bar named with its article and with what opens it', () => {
    const [item] = decide(
      approved((release) => {
        release.approvals = []
      }),
    ).items
    expect(item?.because.map(({ rule, holds }) => [rule, holds])).toEqual(
      expect.arrayContaining([article36, article4, article41].map((rule) => [rule, false])),
    )
    expect(item?.opensWith.join()).toContain('Data Security Law Art 36')
    expect(item?.exposure).toContain('cn/pipl/penalties/article-66-1')
  })

  const faulty: Record<string, (approval: Release['approvals'][number], release: Release) => void> = {
    'is of another seat': (one) => {
      one.seat = 'provider'
    },
    'is the contact organ’s, which only forwards': (one) => {
      one.as = 'contact-organ'
    },
    'is the holder’s own consent': (one) => Object.assign(one, { as: 'holder', seat: 'provider' }),
    'was given by the author': (one) => {
      one.by = 'person:2'
    },
    'says not who gave it': (one) => {
      one.by = null
    },
    'was given where nobody is named as the author': (_, release) => {
      release.draftedBy = null
    },
    'covers other data': (one) => {
      one.covers = { ...one.covers, items: ['bb'] }
    },
    'covers nothing': (one) => {
      one.covers = { ...one.covers, items: [] }
    },
    'names no data': (one) => {
      one.covers = { ...one.covers, items: null }
    },
    'is for another recipient': (one) => {
      one.covers = { ...one.covers, recipient: 'org:us-sec' }
    },
    'is for another purpose': (one) => {
      one.covers = { ...one.covers, purpose: 'fraud case B' }
    },
    'begins a moment later': (one) => {
      one.from = '2026-11-21T10:00:01Z'
    },
    'ends at that moment': (one) => {
      one.until = '2026-11-21T10:00:00Z'
    },
    'has no end': (one) => {
      one.until = null
    },
    'was revoked': (one) => {
      one.revoked = '2026-11-20T00:00:00Z'
    },
    'is to be revoked': (one) => {
      one.revoked = '2026-11-30T00:00:00Z'
    },
  }
  test.each(Object.entries(faulty))('stays where the approval %s', (_, spoil) => {
    const release = approved((made) => spoil(made.approvals[0] as Release['approvals'][number], made))
    expect(stops(release)).toEqual(expect.arrayContaining([article36, article4, article41]))
  })

  test('stays when the data was changed after the approval', () => {
    expect(
      stops(
        approved((_, item) => {
          item.sha256 = 'ab'
        }),
      ),
    ).toContain(article36)
  })

  test('that lies in the Union too needs the leave of both, each named for its state', () => {
    const inBoth = (states: readonly (string | null)[]) =>
      approved((made, item) => {
        item.storedIn = ['CN' as never, 'DE' as never]
        const [one] = made.approvals as [Release['approvals'][number]]
        made.approvals = states.map((state, n) => ({ ...one, id: `a${n}`, state: state as never }))
      })
    expect(stops(inBoth([null]))).toEqual(expect.arrayContaining([article36, 'eu/gdpr/gates/article-48']))
    expect(stops(inBoth(['CN']))).toEqual(['eu/gdpr/gates/article-48'])
    expect(stops(inBoth(['DE']))).toEqual(expect.arrayContaining([article36, article4, article41]))
    expect(stops(inBoth(['CN', 'DE']))).toEqual([])
    expect(stops(inBoth(['CN', 'US']))).toEqual(['eu/gdpr/gates/article-48'])
  })

  test('is not released by the leave of another state', () => {
    const release = approved((made) => {
      const [one] = made.approvals as [Release['approvals'][number]]
      made.approvals = [{ ...one, state: 'US' as never }]
    })
    expect(stops(release)).toContain(article36)
  })

  test('graded by a scheme that cannot tell important data stays while nobody says whether it is', () => {
    const by = (declaredImportant: boolean | null) =>
      approved((_, item) => {
        Object.assign(item, { scheme: 'general', class: 'sensitive', declaredImportant })
      })
    expect(stops(by(null))).toEqual([house('class')])
    expect(stops(by(false))).toEqual([])
    expect(stops(by(true))).toEqual(['cn/dsl/gates/article-31'])
  })

  test('goes where one was left to lapse and another still holds', () => {
    const release = approved((made) => {
      const [one] = made.approvals as [Release['approvals'][number]]
      made.approvals = [
        { ...one, until: '2026-11-10T00:00:00Z' },
        { ...one, id: 'a2' },
      ]
    })
    expect(decide(release).release).toBe(true)
  })

  test('stays though a standard contract was filed: the two gates do not replace each other', () => {
    const release = approved((made) => {
      made.approvals = []
      made.paths = [{ ...pathTo('standard-contract'), covers: { recipient: 'org:us-doj' } }]
    })
    expect(stops(release)).toContain(article36)
  })

  test('is barred for what the giver in China holds abroad too, by the bar that follows the actor', () => {
    const abroad = approved((release, item) => {
      release.approvals = []
      item.storedIn = ['SG' as never]
    })
    expect(stops(abroad)).toEqual(expect.arrayContaining([article4]))
    expect(stops(abroad)).not.toContain(article36)
  })

  test('is not released to a court of Hong Kong on an unconfirmed reading', () => {
    const release = approved((made) => {
      made.approvals = []
      made.recipient = { ...made.recipient, state: 'HK' as never }
    })
    expect(decide(release).items[0]?.because.find(({ rule }) => rule === article36)?.holds).toBeNull()
  })

  test('needs the security assessment besides, where it is important data', () => {
    const important = (paths: Release['paths']) =>
      approved((release, item) => {
        item.class = 'CN-L4-IMPORTANT'
        release.paths = paths
      })
    expect(stops(important([]))).toEqual(['cn/dsl/gates/article-31'])
    const assessed = { ...pathTo('security-assessment'), covers: { recipient: 'org:us-doj' } }
    expect(stops(important([assessed]))).toEqual([])
  })

  test('never goes where it is core data or a state secret, whoever approves', () => {
    expect(
      stops(
        approved((_, item) => {
          item.class = 'CN-L6-CORE'
        }),
      ),
    ).toContain('cn/dsl/gates/core-data')
    expect(
      stops(
        approved((_, item) => {
          item.class = 'CN-L7-STATE-SECRET'
        }),
      ),
    ).toContain('cn/secrets/gates/article-28')
  })
})

describe('a transfer of business', () => {
  const of = (persons: number, sensitive: boolean, paths: Release['paths'] = [], before = 0) =>
    commercial((release, item) => {
      item.persons = persons
      item.sensitive = sensitive
      item.class = sensitive ? 'CN-L3-SENSITIVE-PI' : 'CN-L2-PI'
      release.paths = paths
      release.releasedThisYear = { persons: sensitive ? 0 : before, sensitivePersons: sensitive ? before : 0 }
    })

  test.each([
    [99_999, false, []],
    [100_000, false, [contract]],
    [999_999, false, [contract]],
    [1_000_000, false, [assessment]],
    [1, true, [contract]],
    [9_999, true, [contract]],
    [10_000, true, [assessment]],
  ])('of %i people (sensitive: %s) is stopped by %j', (persons, sensitive, rules) => {
    expect(stops(of(persons, sensitive))).toEqual(rules)
  })

  test.each(['standard-contract', 'certification', 'security-assessment'] as const)(
    'in the middle band goes under %s',
    (kind) => {
      expect(stops(of(100_000, false, [pathTo(kind)]))).toEqual([])
    },
  )

  test('in the highest band goes under the assessment alone', () => {
    expect(stops(of(1_000_000, false, [pathTo('standard-contract'), pathTo('certification')]))).toEqual([assessment])
    expect(stops(of(1_000_000, false, [pathTo('security-assessment')]))).toEqual([])
  })

  test('split into parts is found by what was sent since 1 January', () => {
    expect(stops(of(1, false, [], 99_998))).toEqual([])
    expect(stops(of(1, false, [], 99_999))).toEqual([contract])
    expect(stops(of(1, true, [pathTo('standard-contract')], 9_998))).toEqual([])
    expect(stops(of(1, true, [pathTo('standard-contract')], 9_999))).toEqual([assessment])
  })

  test('split into items of one release is found', () => {
    const release = commercial((made, item) => {
      item.persons = 50_000
      made.items.push({ ...item, id: 'i2', sha256: 'bb' })
    })
    expect(stops(release)).toEqual([contract])
  })

  test('stops where nobody knows how many were counted this year', () => {
    expect(
      stops(
        commercial((release) => {
          release.releasedThisYear = null
        }),
      ),
    ).toContain(house('counted'))
  })

  test('of an operator of critical infrastructure needs the assessment whatever the number', () => {
    expect(
      stops(
        commercial((release) => {
          release.giver = { ...release.giver, ciio: true }
        }),
      ),
    ).toContain(assessment)
  })

  test.each(['contract', 'employment', 'emergency'] as const)(
    'is exempt where %s needs it, but not with important data',
    (need) => {
      const large = (classed: string) =>
        commercial((release, item) => {
          release.need = need
          item.persons = 2_000_000
          item.class = classed
        })
      expect(stops(large('CN-L2-PI'))).toEqual([])
      expect(stops(large('CN-L4-IMPORTANT'))).toContain('cn/dsl/gates/article-31')
    },
  )

  test('outside a negative list is exempt only while the list is in force', () => {
    const zone = (listInForce: boolean) =>
      commercial((release, item) => {
        item.persons = 200_000
        item.outsideNegativeList = true
        release.giver = { ...release.giver, freeTradeZone: { name: 'Shanghai', listInForce } }
      })
    expect(stops(zone(true))).toEqual([])
    expect(stops(zone(false))).toEqual([contract])
  })

  test('of data about nobody goes freely; what was declared important does not', () => {
    const things = (declared: boolean) =>
      commercial((_, item) =>
        Object.assign(item, { personal: false, persons: 0, class: 'CN-L1-GENERAL', declaredImportant: declared }),
      )
    expect(decide(things(false)).items[0]?.because.map(({ rule }) => rule)).toEqual([house('nothing-bars')])
    expect(stops(things(true))).toContain('cn/dsl/gates/article-31')
  })
})

describe('a release is stopped before any law is looked at', () => {
  const ways: Record<string, [string, (release: Release, item: Release['items'][number]) => void]> = {
    'without a recipient': ['recipient', (release) => {
release.recipient = null
}],
    'to a recipient of unknown kind': ['recipient', (release) => {
release.recipient = { ...release.recipient, kind: 'unknown' }
}],
    'to a recipient without a name': ['recipient', (release) => {
release.recipient = { ...release.recipient, id: null }
}],
    'to a foreign authority of the giver’s own state': ['recipient', (release) => {
release.recipient = { ...release.recipient, state: 'CN' as never }
}],
    'without a purpose': ['purpose', (release) => {
release.purpose = null
}],
    'for a use nobody can place': ['purpose', (release) => {
release.use = 'other'
}],
    'by nobody': ['giver', (release) => {
release.giver = null
}],
    'of data without a hash': ['items', (_, item) => {
item.sha256 = null
}],
    'of data nobody graded': ['class', (_, item) => {
item.class = null
}],
    'of data graded by a class the scheme does not have': ['class', (_, item) => {
item.class = 'CN-L9'
}],
    'of data lowered by one person': ['lowering', (_, item) => {
item.classHistory = [{ class: 'CN-L4-IMPORTANT', at: '2026-10-01T00:00:00Z', by: 'person:1', second: 'person:1' }]
}],
    'of data lowered by somebody alone': ['lowering', (_, item) => {
item.classHistory = [{ class: 'CN-L4-IMPORTANT', at: '2026-10-01T00:00:00Z', by: 'person:1', second: null }]
}],
    'of the same data graded two ways': ['one-grading', (release, item) => void release.items.push({ ...item, id: 'renamed', class: 'CN-L1-GENERAL' })],
    'of data received for something else': ['onward', (release, item) => {
      item.receivedUnder = { from: 'AU' as never, purpose: 'drugs case' }
      release.approvals = []
    }],
  } // biome-ignore format: a table
  test.each(Object.entries(ways))('%s', (_, [point, spoil]) => {
    const release = approved(spoil)
    expect(stops(release)).toContain(house(point))
    expect(decide(release).release).toBe(false)
  })

  test('of nothing', () => {
    const decision = decide(
      approved((release) => {
        release.items = []
      }),
    )
    expect(decision.release).toBe(false)
    expect(decision.because.map(({ rule }) => rule)).toContain(house('items'))
  })

  test('from a state whose law the base does not hold', () => {
    const release = commercial((made, item) => {
      made.giver = { state: 'TV' as never, kind: 'company' }
      made.controller = null
      item.storedIn = ['TV' as never]
      Object.assign(item, { scheme: 'general', class: 'general' })
    })
    expect(stops(release)).toEqual([house('known-law')])
  })

  test('but not where a grading was lowered by two', () => {
    const history = [{ class: 'CN-L4-IMPORTANT', at: '2026-10-01T00:00:00Z', by: 'person:1', second: 'person:2' }]
    expect(
      stops(
        approved((_, item) => {
          item.classHistory = history
        }),
      ),
    ).toEqual([])
  })
})

describe('other givers', () => {
  const from = (state: string, kind: 'company' | 'provider' | 'authority', to: string, change: (release: Release, item: Release['items'][number]) => void = () => {}) =>
    approved((release, item) => {
      release.giver = { state: state as never, kind }
      release.controller = { state: state as never }
      release.recipient = { id: 'org:us-doj', kind: 'foreign-judicial', state: to as never }
      release.approvals = []
      Object.assign(item, { scheme: 'general', class: 'general', storedIn: [state] })
      change(release, item)
    }) // biome-ignore format: one line of parameters

  test('a company in the Union does not answer a third state on its own', () => {
    expect(stops(from('DE', 'company', 'US'))).toEqual(['eu/gdpr/gates/article-48'])
    expect(stops(from('DE', 'company', 'FR'))).toEqual([])
  })

  test('a provider in the United States gives contents on a court’s order alone, records to a foreign court without', () => {
    const content = (approvals: Release['approvals']) =>
      from('US', 'provider', 'DE', (release, item) => {
        item.category = 'content'
        release.approvals = approvals
      })
    const [one] = approved().approvals as [Release['approvals'][number]]
    expect(stops(content([]))).toEqual(['us/sca/gates/2702-content'])
    expect(stops(content([one]))).toEqual(['us/sca/gates/2702-content'])
    expect(stops(content([{ ...one, seat: 'court', as: 'court' }]))).toEqual([])
    expect(
      stops(
        from('US', 'provider', 'DE', (_, item) => {
          item.category = 'subscriber'
        }),
      ),
    ).toEqual([])
    expect(decide(from('US', 'provider', 'DE')).items[0]?.opensWith).toContain('Say items.category')
  })

  test('nobody carries files out of Switzerland for a foreign prosecutor', () => {
    expect(stops(from('CH', 'company', 'US'))).toContain('ch/penal-code/gates/article-271')
  })

  test('a copy held in Singapore is for the law of Singapore; the copy in China is not', () => {
    const { items } = decide(
      from('SG', 'company', 'SG', (release, item) => {
        release.controller = { state: 'CN' as never }
        release.items.push({ ...item, id: 'i2', sha256: 'bb', storedIn: ['CN' as never] })
      }),
    )
    expect(items.map(({ release }) => release)).toEqual([true, false])
  })
})

describe('what cannot be read', () => {
  test.each([
    [{}, 'on'],
    [{ on: '2026-11-21T10:00:00Z', giver: { state: 'XX' } }, 'giver.state'],
    [{ on: '2026-11-21T10:00:00Z', items: [{ id: 'a', persons: -1 }] }, 'items[0].persons'],
    [{ on: '2026-11-21T10:00:00Z', recipient: { kind: 'friend' } }, 'recipient.kind'],
    [{ on: '2026-11-21T10:00:00Z', reciepient: {} }, 'reciepient'],
    [{ on: '2026-11-21T10:00:00Z', items: [{ id: 'a' }, { id: 'a' }] }, 'items[1].id'],
  ])('is refused with the path of the field: %j', (input, path) => {
    expect(() => parseRelease(input)).toThrow(expect.objectContaining({ path }))
  })
})
