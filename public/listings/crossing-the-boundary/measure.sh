# After run.sh: the median of five processes for each version of jco.
for folder in out-1.10 out-1.24; do
  for run in 1 2 3 4 5; do node bench.mjs $folder; done > $folder.txt
  echo "$folder:"
  sort -t : -k 1,1 -k 2,2n $folder.txt | sed -n '3~5p'
done
