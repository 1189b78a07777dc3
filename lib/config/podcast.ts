/** The podcast of a publication, as its directories show it. */
export interface PodcastConfig {
  /** The cover: a JPEG or PNG in `public/`, square, 1400 to 3000 pixels wide. */
  image: string;
  /** One of Apple's categories, and a subcategory if there is one: `['Technology']`, `['Science', 'Physics']`. */
  category: string[];
  /** The default is the title of the site. */
  title?: string;
  /** The default is the description of the site. */
  description?: string;
  /** Who makes it. The default is the title of the site. */
  author?: string;
  /** The address to which directories send what proves that the podcast is yours. The feed shows it. */
  email?: string;
  /** Whether it has explicit language or content. The default is `false`. */
  explicit?: boolean;
  /** `serial` if it is heard from the first episode on. The default is `episodic`. */
  type?: 'episodic' | 'serial';
}

/** https://podcasters.apple.com/support/1691-apple-podcasts-categories */
const categories = [
  'Arts',
  'Business',
  'Comedy',
  'Education',
  'Fiction',
  'Government',
  'Health & Fitness',
  'History',
  'Kids & Family',
  'Leisure',
  'Music',
  'News',
  'Religion & Spirituality',
  'Science',
  'Society & Culture',
  'Sports',
  'TV & Film',
  'Technology',
  'True Crime',
];

/** What is wrong with a podcast, one message per problem. `lib/content/check-config.ts` checks that the cover exists. */
export function podcastProblems({ image, category, email }: PodcastConfig): string[] {
  const [main = '', ...others] = category;
  return [
    ...(/^\/[^?#]+\.(?:jpe?g|png)$/i.test(image)
      ? []
      : [
          `podcast.image: expected the path of a JPEG or PNG in public/, such as /podcast.jpg, found ${JSON.stringify(image)}`,
        ]),
    ...(categories.includes(main) && others.length < 2
      ? []
      : [
          `podcast.category: expected a category of Apple Podcasts (${categories.join(', ')}) and at most one subcategory, such as ['Science', 'Physics'], found ${JSON.stringify(category)}`,
        ]),
    ...(email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? []
      : [`podcast.email: expected an email address, found ${JSON.stringify(email)}`]),
  ];
}
