import { testReports } from '../helpers/check-cases';
import { post } from '../helpers/publication';

testReports([
  {
    name: 'a 12-hour time',
    files: { 'posts/a.md': post({ date: '2026-03-10 9:05 PM' }) },
    location: 'posts/a.md:3:7',
    messages: ['Fix: write "date: 2026-03-10T21:05"'],
  },
  {
    name: 'a day that comes first',
    files: { 'posts/a.md': post({ date: '10.3.2026' }) },
    location: 'posts/a.md:3:7',
    messages: ['Fix: write "date: 2026-03-10"'],
  },
  {
    name: 'a date without leading zeros',
    files: { 'posts/a.md': post({ date: '2024-1-5' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 2024-1-5', 'Fix: write "date: 2024-01-05"'],
  },
  {
    name: 'a date with slashes',
    files: { 'posts/a.md': post({ date: '2024/01/05' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 2024/01/05', 'Fix: write "date: 2024-01-05"'],
  },
  {
    name: 'a date with slashes that does not start with the year',
    files: { 'posts/a.md': post({ date: '13/45/2024' }) },
    location: 'posts/a.md:3:7',
    messages: ['Fix: write the year first: "date: YYYY-MM-DD"'],
  },
  {
    name: 'a day that does not exist',
    files: { 'posts/a.md': post({ date: '2026-02-30' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 2026-02-30, a day or time that does not exist', 'Fix: check the day'],
  },
  {
    name: 'a time without a leading zero',
    files: { 'posts/a.md': post({ date: '2026-03-10 9:05' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 2026-03-10 9:05', 'Fix: write "date: 2026-03-10T09:05"'],
  },
  {
    name: 'a date and time as other systems write them',
    files: { 'posts/a.md': post({ date: '2026/3/1 9:05:07 +0100' }) },
    location: 'posts/a.md:3:7',
    messages: ['Fix: write "date: 2026-03-01T09:05:07+0100"'],
  },
  {
    name: 'a time without a day',
    files: { 'posts/a.md': post({ date: '9:05' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 9:05', 'Fix: write the day before the time: "date: 2026-03-10T09:05"'],
  },
  {
    name: 'a date that starts with the day',
    files: { 'posts/a.md': post({ date: '10.03.2026' }) },
    location: 'posts/a.md:3:7',
    messages: ['"date" is 10.03.2026', 'expected a date (2026-03-10)'],
  },
  {
    name: 'an update on a day before the publication date',
    files: { 'posts/a.md': post({ updated: '2025-12-31' }) },
    location: 'posts/a.md:4:10',
    messages: ['"updated" is 2025-12-31, before the "date" 2026-01-02'],
  },
  {
    name: 'an update a minute before the publication time',
    files: {
      'posts/a.md': post({ date: '2026-01-02T09:00:00+01:00', updated: '2026-01-02T08:59:00+01:00' }),
    },
    location: 'posts/a.md:4:10',
    messages: ['before the "date" 2026-01-02T08:00:00.000Z; expected a later day or time'],
  },
]);
