import { type ArtifactPlace, artifactBucketName, engineRepositoryName } from '../../lib/contract/artifacts';
import { loadBalancerName, poolGroupName, stackNames } from '../../lib/contract/names';

type Template = { readonly Resources: object; readonly Outputs?: object };

/** The stacks of a region in the order in which they are made, with one of each thing that a removal meets. */
export function regionTemplates(place: ArtifactPlace, model: string): Map<string, Template> {
  const { fleet, region } = place;
  const exported = (name: string) => ({ Value: { Ref: name }, Export: { Name: `${fleet}-${name}` } });
  const subnet = (number: number) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: `10.0.${number}.0/24`,
      AvailabilityZone: `${region}${'ab'[number]}`,
    },
  });
  const subnets = ['Subnet0', 'Subnet1'].map((name) => ({ 'Fn::ImportValue': `${fleet}-${name}` }));
  const launchTemplate = { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' };
  const kept = (Type: string, Properties: object = {}) => ({ Type, Properties, DeletionPolicy: 'Retain' });
  return new Map<string, Template>([
    [
      stackNames.network(fleet, region),
      {
        Resources: {
          Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
          Subnet0: subnet(0),
          Subnet1: subnet(1),
        },
        Outputs: { Subnet0: exported('Subnet0'), Subnet1: exported('Subnet1') },
      },
    ],
    [
      stackNames.artifacts(fleet, region),
      {
        Resources: {
          Weights: kept('AWS::S3::Bucket', { BucketName: artifactBucketName(place) }),
          Images: kept('AWS::ECR::Repository', { RepositoryName: engineRepositoryName(fleet) }),
        },
      },
    ],
    [
      stackNames.serving(fleet, region),
      {
        Resources: {
          FrontDoor: {
            Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
            Properties: { Name: loadBalancerName(fleet), Subnets: subnets },
          },
          AccessLogs: kept('AWS::S3::Bucket'),
          Launch: {
            Type: 'AWS::EC2::LaunchTemplate',
            Properties: { LaunchTemplateData: { ImageId: 'ami-12c6146b', InstanceType: 'p5.48xlarge' } },
          },
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: {
              AutoScalingGroupName: poolGroupName({ fleet, model }, 'baseline'),
              MinSize: '2',
              MaxSize: '3',
              DesiredCapacity: '2',
              VPCZoneIdentifier: subnets,
              LaunchTemplate: launchTemplate,
            },
          },
        },
      },
    ],
    [
      stackNames.operations(fleet, region),
      { Resources: { Key: kept('AWS::KMS::Key', { KeyPolicy: {} }), Critical: { Type: 'AWS::SNS::Topic' } } },
    ],
  ]);
}
