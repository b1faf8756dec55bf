# A batch as an array job of Slurm, for real: one controller, one node, this
# machine.  Not tried where these cannot start.
small
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[block who]
type = text
area = main
copy = "{{name}} 様"
INI
awk 'BEGIN { print "id,name"; for (i = 1; i <= 40; i++) printf "%d,客%d\n", i, i }' >s/list.csv

slurm_start() {
    command -v slurmctld slurmd munged sbatch >/dev/null || return 1
    host=$(hostname -s)
    port=$((20000 + $$ % 20000))
    mkdir -p slurm/state slurm/spool
    head -c 1024 /dev/urandom >slurm/key
    chmod 400 slurm/key
    munged --force --key-file="$PWD/slurm/key" --socket="$PWD/slurm/munge" \
        --pid-file="$PWD/slurm/munged.pid" --seed-file="$PWD/slurm/seed" \
        --log-file="$PWD/slurm/munged.log" 2>/dev/null || return 1
    SLURM_CONF=$PWD/slurm/slurm.conf
    export SLURM_CONF
    cat >"$SLURM_CONF" <<CONF
ClusterName=kumihan
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$PWD/slurm/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/linear
ReturnToService=2
MailProg=/bin/true
StateSaveLocation=$PWD/slurm/state
SlurmdSpoolDir=$PWD/slurm/spool
SlurmctldPidFile=$PWD/slurm/ctld.pid
SlurmdPidFile=$PWD/slurm/slurmd.pid
SlurmctldLogFile=$PWD/slurm/ctld.log
SlurmdLogFile=$PWD/slurm/slurmd.log
SlurmdParameters=config_overrides
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES OverSubscribe=FORCE:4 State=UP
CONF
    slurmctld -f "$SLURM_CONF" 2>/dev/null && slurmd -f "$SLURM_CONF" 2>/dev/null ||
        return 1
    for i in 1 2 3 4 5 6 7 8 9 10; do
        [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return 0
        sleep 1
    done
    return 1
}

slurm_stop() {
    for pid in slurm/slurmd.pid slurm/ctld.pid slurm/munged.pid; do
        [ -s $pid ] && kill "$(cat $pid)" 2>/dev/null
    done
    sleep 1
}

# The job of docs/scale.md, here with four tasks.
cat >array.sh <<'SH'
#!/bin/sh
#SBATCH --array=1-4
#SBATCH --output=/dev/null
exec "$KUMIHAN" batch s/job.ini --out out --jobs 1 --resume
SH

if slurm_start; then
    sbatch --wait array.sh >/dev/null 2>&1
    equal "an array of four tasks ends well" "$?" 0
    equal "each has its manifest" "$(ls out | grep -c '^manifest-[1-4]-of-4.csv$')" 4
    expect "together they are whole" "$KUMIHAN" batch --combine out
    equal "all editions are there" "$(ls out | grep -c 'pdf$')" 40
    rm out/7.pdf out/manifest-2-of-4.*
    sbatch --wait array.sh >/dev/null 2>&1
    equal "started again, it makes what is missing" "$?" 0
    expect "and is whole again" "$KUMIHAN" batch --combine out
else
    echo "        (no Slurm could be started: an array of tasks is not tried)"
fi
slurm_stop
