import { redirect } from 'next/navigation'

/** The portal has no front page: the job itself comes first. */
export default function HomePage() {
  redirect('/preauthenticate')
}
