'use server'

import type { PlaceGroup } from '@/components/place'
import { requireUser } from '@/lib/accounts/require-user'
import { readFields } from '@/lib/form-state'
import { findPlaces } from './find-places'

export async function findPlacesAction(formData: FormData): Promise<PlaceGroup[]> {
  const user = await requireUser()
  const { query = '' } = readFields(formData, ['query'])
  return findPlaces(user, query)
}
